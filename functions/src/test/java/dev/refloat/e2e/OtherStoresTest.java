package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.stack.StackSettings;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whole restores on an S3 and DynamoDB of another make, which run already: {@code
 * -Drefloat.endpoint=http://127.0.0.1:5000}. Skipped without. The server has to be fresh; {@code
 * REFLOAT_ENDPOINT_ACCESS_KEY} and {@code REFLOAT_ENDPOINT_SECRET_KEY} are its keys, where it looks
 * at them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtherStoresTest {
  private Optional<Stack> started = Optional.empty();

  @BeforeAll
  void start() {
    String endpoint = System.getProperty("refloat.endpoint", "");
    assumeThat(endpoint).as("an endpoint is given").isNotEmpty();
    started =
        Optional.of(
            Stack.on(
                new StackSettings.Stores(
                    URI.create(endpoint),
                    variable("REFLOAT_ENDPOINT_ACCESS_KEY"),
                    variable("REFLOAT_ENDPOINT_SECRET_KEY"))));
  }

  private static String variable(String name) {
    return System.getenv().getOrDefault(name, "test");
  }

  @AfterAll
  void stop() {
    started.ifPresent(Stack::close);
  }

  private Stack stack() {
    return started.orElseThrow();
  }

  /** These servers tell of no object, so a backup has to be registered. */
  private Backup registered(Backups backups, SampleOptions options) {
    Backup backup = backups.elsewhere(options);
    Answer answer = backups.register(backup);
    assertThat(answer.code()).as(answer.message()).isZero();
    return backup;
  }

  private static List<String> digests(Map<String, byte[]> files) {
    Collection<byte[]> contents = files.values();
    return contents.stream().map(Digests::sha256).sorted().toList();
  }

  private void comesBack(Backups backups, Backup backup, String name) {
    Answer restore = backups.restore(backup, name);
    JsonNode job = backups.ended(restore);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(digests(backups.restoredLogs(restore)))
        .isNotEmpty()
        .isEqualTo(digests(backups.sourceLogs(backup)));
    assertThat(
            stack()
                .s3()
                .listMultipartUploads(r -> r.bucket(stack().connection().dataBucket()))
                .uploads())
        .isEmpty();
  }

  @Test
  void aSampleComesBackByteForByte() {
    var backups = new Backups(stack());

    comesBack(backups, registered(backups, SampleOptions.small("nightly", 1)), "sample");
  }

  @Test
  void largeObjectsComeBackInRangesOverManyBatches() {
    var backups = new Backups(stack());

    comesBack(backups, registered(backups, new SampleOptions("large", 2, 40 << 20, 100)), "large");
  }

  @Test
  void aDamagedBackupFailsBeforeTheFirstCopy() {
    var backups = new Backups(stack());
    Backup backup = registered(backups, SampleOptions.small("damaged", 3));
    String lost = backups.lose(backup);

    Answer restore = backups.restore(backup, "damaged");
    JsonNode job = backups.ended(restore);

    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains(lost);
    assertThat(backups.restoredLogs(restore)).isEmpty();
  }
}
