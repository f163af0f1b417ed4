package dev.refloat.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code build/check-console} with small scripts in place of the stack, npm and apt. */
@DisabledOnOs(OS.WINDOWS)
final class CheckConsoleScriptTest {
  private static final String STACK =
      """
      data=$5
      trap 'rm "$data/connection.json"; echo stopped >>"$HOME/log"; exit 0' TERM
      mkdir -p "$data"
      echo "up $2 $3" >>"$HOME/log"
      echo '%s' >"$data/connection.json"
      while :; do sleep 0.1; done
      """;
  private static final String WITH_CONSOLE = "{\"consoleUrl\":\"http://c\"}";

  @TempDir private Path temporary;

  private Path project;
  private Tools tools;

  @BeforeEach
  void makeProject() throws IOException {
    project = temporary.resolve("a project");
    Path build = Files.createDirectories(project.resolve("build"));
    Files.createDirectories(project.resolve("console"));
    tools = new Tools(temporary);
    tools.link("cat", "dirname", "grep", "id", "mkdir", "mktemp", "rm", "sed", "sleep");
    Files.copy(
        Path.of(System.getProperty("refloat.root"), "build", "check-console"),
        build.resolve("check-console"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Tools.write(build.resolve("build-console"), "echo \"console $1\" >>\"$HOME/log\"");
    tools.script("chromium", "");
    tools.script("npm", "cat \"$REFLOAT_CONNECTION\" >/dev/null; echo \"npm $*\" >>\"$HOME/log\"");
    stack(STACK.formatted(WITH_CONSOLE));
  }

  private void stack(String text) throws IOException {
    Tools.write(project.resolve("refloat"), text);
  }

  private Tools.Result run(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("build/check-console"));
    command.addAll(List.of(arguments));
    return tools.run(project, command);
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(temporary.resolve("log"));
  }

  @Test
  void theTestsRunAgainstAStackThatIsStoppedBehindThem() throws Exception {
    assertThat(run().status()).isZero();
    assertThat(log())
        .containsExactly(
            "console ",
            "console install",
            "up --port 0",
            "npm --prefix console run e2e --",
            "stopped");
  }

  @Test
  void anotherScriptOfTheConsoleTakesItsOptions() throws Exception {
    assertThat(run("screenshots", "--headed").status()).isZero();
    assertThat(log()).contains("npm --prefix console run screenshots -- --headed");
  }

  @Test
  void aTestThatFailsStopsTheStackAndKeepsWhatItWrote() throws Exception {
    tools.script("npm", "exit 9");
    Tools.Result result = run();

    assertThat(result.status()).isEqualTo(9);
    assertThat(log()).contains("stopped");
    Path kept =
        Path.of(
            result
                .output()
                .strip()
                .replaceFirst("(?s).*What the stack wrote is in ", "")
                .replaceFirst("\\.$", ""));
    assertThat(kept.resolve("up.log")).exists();
  }

  /** The files are gone with the machine that ran it. */
  @Test
  void aTestThatFailsShowsItsPage() throws Exception {
    tools.script(
        "npm",
        """
        mkdir -p console/test-results/sign-in
        printf '# Error\\n```yaml\\n- button "Sign in"\\n```\\n# Source\\n' \\
          >console/test-results/sign-in/error-context.md
        exit 9
        """);

    assertThat(run().output())
        .contains("sign-in/error-context.md\n```yaml\n- button \"Sign in\"\n```\n")
        .doesNotContain("# Error", "# Source");
  }

  @Test
  void aStackThatEndsIsToldWithWhatItSaid() throws Exception {
    stack("echo 'no room left'; exit 1");
    Tools.Result result = run();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("no room left\nThe stack did not start.");
  }

  @Test
  void aStackWithoutAConsoleIsAFailure() throws Exception {
    stack(STACK.formatted("{}"));
    Tools.Result result = run();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("The stack serves no console.");
    assertThat(log()).contains("stopped").noneMatch(line -> line.startsWith("npm"));
  }

  @Test
  void aBrowserThatIsMissingIsInstalled() throws Exception {
    tools.remove("chromium");
    tools.link("env");
    tools.script("sudo", "shift; exec \"$@\"");
    tools.script("apt-get", "echo \"apt-get $*\" >>\"$HOME/log\"");

    assertThat(run().status()).isZero();
    assertThat(log())
        .contains("apt-get update -q", "npm --prefix console run e2e --")
        .anyMatch(line -> line.contains("install -q -y") && line.contains("chromium"));
  }

  @Test
  void withoutABrowserItIsSaidAndNothingIsStarted() throws Exception {
    tools.remove("chromium");
    Tools.Result result = run();

    assertThat(result.status()).isZero();
    assertThat(result.output()).startsWith("skipped: there is no chromium");
    assertThat(temporary.resolve("log")).doesNotExist();
  }

  @Test
  void anInstallationThatFailsIsSaidToo() throws Exception {
    tools.remove("chromium");
    tools.link("env");
    tools.script("sudo", "shift; exec \"$@\"");
    tools.script("apt-get", "exit 100");

    assertThat(run().output()).contains("skipped: there is no chromium, and it could not");
  }
}
