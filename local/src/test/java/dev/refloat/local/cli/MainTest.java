package dev.refloat.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private ExitCode run(String... words) {
    return Main.run(
        List.of(words),
        new PrintStream(console, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @Test
  void helpGoesToTheConsole() {
    assertThat(run("help")).isEqualTo(ExitCode.OK);
    assertThat(console.toString(StandardCharsets.UTF_8))
        .contains("up [--port N] [--data DIR]", "Exit codes");
    assertThat(errors.size()).isZero();
  }

  @Test
  void aWrongCommandLineIsSaidWithTheUsage() {
    assertThat(run("upp")).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("refloat: Unknown command upp\n")
        .contains("help");
    assertThat(console.size()).isZero();
  }

  @Test
  void noCommandIsAWrongCommandLine() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("A command is missing");
  }

  @Test
  void anUnknownOptionIsAWrongCommandLine() {
    assertThat(run("up", "--porta", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("refloat: Unknown option --porta\n");
  }

  @Test
  void aSampleNeedsANameThatABackupMayHave() {
    assertThat(run("sample", "--name", "not this")).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("refloat: A backup name has 1 to 64 letters");
  }

  @Test
  void aSampleNeedsAStackThatServes(@TempDir Path data) {
    assertThat(run("sample", "--data", data.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("start the stack with ./refloat up")
        .doesNotContain("Usage");
  }

  @Test
  void aWrongOptionOfTheDemoIsAWrongCommandLine() {
    assertThat(run("demo", "--size", "big")).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("refloat: --size needs a whole number");
  }
}
