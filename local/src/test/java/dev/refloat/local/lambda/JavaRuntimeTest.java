package dev.refloat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.template.FunctionResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class JavaRuntimeTest {
  private static final List<Path> JARS = List.of(Path.of("/r/a.jar"), Path.of("/r/b.jar"));

  private static FunctionResource function(boolean snapStart) {
    return new FunctionResource(
        "F",
        "f",
        "arn",
        "a.B",
        Map.of(),
        Duration.ofSeconds(3),
        1000,
        OptionalInt.empty(),
        snapStart);
  }

  @Test
  void theHeapIsFifteenPartsInAHundredSmallerThanTheMemory() {
    assertThat(JavaRuntime.command(function(false), JARS, List.of()))
        .contains("-XX:MaxHeapSize=870400k", "-XX:+UseSerialGC");
  }

  @Test
  void onlyTheRuntimeIsOnTheClassPath() {
    assertThat(JavaRuntime.command(function(false), JARS, List.of()))
        .endsWith("-classpath", "/r/a.jar:/r/b.jar", JavaRuntime.MAIN, "a.B");
  }

  @Test
  void theFirstCompilerIsTheLastButForWhatStartsFromASnapshot() {
    assertThat(JavaRuntime.command(function(false), JARS, List.of()))
        .contains("-XX:TieredStopAtLevel=1");
    assertThat(JavaRuntime.command(function(true), JARS, List.of()))
        .noneMatch(option -> option.startsWith("-XX:Tiered"));
  }

  @Test
  void optionsOfTheCallerHaveTheLastWord() {
    assertThat(JavaRuntime.command(function(true), JARS, List.of("-XX:Own")))
        .containsSubsequence("-XX:+UseSerialGC", "-XX:Own", "-classpath");
  }

  @Test
  void theRuntimeSaysHowItStartsAndWhereItsApiIs() {
    Map<String, String> environment =
        JavaRuntime.environment(
            function(true), Map.of("OWN", "value"), Path.of("/task"), "127.0.0.1:9");

    assertThat(environment)
        .containsEntry("OWN", "value")
        .containsEntry("_HANDLER", "a.B")
        .containsEntry("LAMBDA_TASK_ROOT", "/task")
        .containsEntry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9")
        .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    assertThat(JavaRuntime.environment(function(false), Map.of(), Path.of("/task"), "127.0.0.1:9"))
        .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
  }
}
