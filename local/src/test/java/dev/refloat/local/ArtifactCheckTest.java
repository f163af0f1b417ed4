package dev.refloat.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.lambda.JavaRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code build/Artifact.java} on made up artifacts. */
final class ArtifactCheckTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("refloat.root", ".."), "build", "Artifact.java");

  @TempDir Path directory;

  private record Result(int code, String output) {}

  private Result check(int bytes, String... entries) throws Exception {
    Path artifact = directory.resolve("functions.jar");
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    try (var zip = new ZipOutputStream(Files.newOutputStream(artifact))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(content);
      }
    }
    Process process =
        new ProcessBuilder(
                List.of(
                    JavaRuntime.java(),
                    "-XX:TieredStopAtLevel=1",
                    SCRIPT.toString(),
                    artifact.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  @Test
  void anArtifactOfFunctionsPassesAndItsSizeIsPrinted() throws Exception {
    Result result = check(1_000_000, "dev/refloat/api/JobsFunction.class", "log4j2.xml");

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("functions.jar: 2.0 MB, unpacked 2.0 MB; others 1.0 MB, refloat 1.0 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/refloat/local/stack/LocalStack.class",
        "dev/refloat/api/JobsFunctionTest.class",
        "com/amazonaws/services/dynamodbv2/local/Main.class",
        "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class",
        "io/netty/buffer/ByteBuf.class",
        "org/joda/time/DateTime.class"
      })
  void whatHasNoBusinessThereFailsTheBuild(String entry) throws Exception {
    Result result = check(10, "dev/refloat/api/JobsFunction.class", entry);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("is in it: ", entry.substring(0, entry.indexOf('/')));
  }

  @Test
  void anArtifactThatGrewTooLargeFailsTheBuild() throws Exception {
    Result result = check(15_000_000, "a", "b");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("it has more than 29.0 MB");
  }
}
