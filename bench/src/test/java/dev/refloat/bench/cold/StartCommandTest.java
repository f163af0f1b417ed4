package dev.refloat.bench.cold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.lambda.JavaRuntime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StartCommandTest {
  private static final StartCommand COMMANDS =
      new StartCommand(
          "a.Handler",
          "-XX:MaxHeapSize=1k",
          Path.of("/functions.jar"),
          List.of(Path.of("/runtime.jar")),
          Path.of("/x.aot"),
          List.of("taskset", "-c", "0"));

  @Test
  void aPlainStartHasNoOptions() {
    assertThat(COMMANDS.of(Start.PLAIN))
        .containsExactly(
            "taskset",
            "-c",
            "0",
            JavaRuntime.java(),
            "-cp",
            "/functions.jar:/runtime.jar",
            JavaRuntime.MAIN,
            "a.Handler");
  }

  @Test
  void theTrainingRunDiffersFromTheOneThatUsesItsCacheInNothingElse() {
    assertThat(COMMANDS.of(Start.CACHED))
        .contains("-XX:AOTCache=/x.aot", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    assertThat(String.join(" ", COMMANDS.training()))
        .isEqualTo(
            String.join(" ", COMMANDS.of(Start.CACHED)).replace("AOTCache=", "AOTCacheOutput="));
  }

  @Test
  void whatLambdaStartsHasOnlyTheRuntimeOnItsClassPath() {
    for (Start start : List.of(Start.ON_DEMAND, Start.SNAPSHOT, Start.PRIMED)) {
      assertThat(COMMANDS.of(start)).as("%s", start).contains("/runtime.jar");
    }
  }

  @Test
  void onlyThePrimedOneHasItsHooksCalled() {
    assertThat(COMMANDS.of(Start.PRIMED)).contains(JavaRuntime.HOOKS);
    assertThat(COMMANDS.of(Start.SNAPSHOT)).doesNotContain(JavaRuntime.HOOKS);
  }
}
