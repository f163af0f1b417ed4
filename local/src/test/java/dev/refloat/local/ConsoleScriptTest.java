package dev.refloat.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs {@code build/build-console} in a small project, with small scripts in place of Node and npm.
 */
@DisabledOnOs(OS.WINDOWS)
final class ConsoleScriptTest {
  private static final String NPM =
      """
      echo "npm $*" >>"$HOME/npm.log"
      case $1 in
        ci) rm -rf node_modules && mkdir node_modules ;;
        *) mkdir -p dist && cat src/main.ts >dist/index.html && date >src/schema.gen.ts ;;
      esac
      """;

  @TempDir private Path temporary;

  private Path project;
  private Path console;
  private Tools tools;

  @BeforeEach
  void makeProject() throws IOException {
    project = temporary.resolve("a project");
    console = project.resolve("console");
    tools = new Tools(temporary);
    Files.createDirectories(console.resolve("src"));
    Files.createDirectories(project.resolve("infra"));
    Files.createDirectories(project.resolve("build"));
    Files.writeString(project.resolve("infra/openapi.yaml"), "openapi: 3.1.0");
    Files.writeString(console.resolve("package.json"), "{}");
    Files.writeString(console.resolve("package-lock.json"), "{}");
    Files.writeString(console.resolve("src/main.ts"), "one");
    Files.copy(
        Path.of(System.getProperty("refloat.root"), "build", "build-console"),
        project.resolve("build/build-console"),
        StandardCopyOption.COPY_ATTRIBUTES);
    tools.link("cat", "cksum", "date", "dirname", "find", "mkdir", "rm", "sort");
    tools.script("node", "echo v22.1.0");
    tools.script("npm", NPM);
  }

  @Test
  void itInstallsAndBuildsOnce() throws Exception {
    assertThat(run("is-built").status()).isEqualTo(1);
    assertThat(run().status()).isZero();
    assertThat(run().status()).isZero();
    assertThat(run("is-built").status()).isZero();

    assertThat(calls())
        .containsExactly("npm ci --prefer-offline --no-audit --no-fund", "npm run build");
    assertThat(console.resolve("dist/index.html")).hasContent("one");
  }

  @Test
  void itBuildsAgainWhatHasAnotherContent() throws Exception {
    run();
    Path source = console.resolve("src/main.ts");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    run();
    assertThat(calls()).filteredOn("npm run build"::equals).hasSize(1);

    Files.writeString(source, "two");
    assertThat(run("is-built").status()).isEqualTo(1);
    run();
    assertThat(console.resolve("dist/index.html")).hasContent("two");

    Files.writeString(project.resolve("infra/openapi.yaml"), "openapi: 3.1.1");
    run();
    Files.delete(Files.writeString(console.resolve("src/more.ts"), ""));
    run();
    assertThat(calls()).filteredOn("npm run build"::equals).hasSize(3);
    assertThat(calls()).filteredOn(call -> call.startsWith("npm ci")).hasSize(1);
  }

  @Test
  void itInstallsAgainWhatHasAnotherLock() throws Exception {
    run();
    Files.writeString(console.resolve("package-lock.json"), "{\"packages\":{}}");
    run();
    assertThat(calls()).filteredOn(call -> call.startsWith("npm ci")).hasSize(2);
  }

  @Test
  void whatWasBuiltIsChecked() throws Exception {
    run();
    run("check");
    run("check");
    Files.writeString(console.resolve("src/main.ts"), "two");
    run("check");

    assertThat(calls()).filteredOn("npm run check"::equals).hasSize(2);
    assertThat(calls()).filteredOn(call -> call.startsWith("npm ci")).hasSize(1);
  }

  @Test
  void aBuildThatFailsLeavesNothingToServe() throws Exception {
    run();
    Files.writeString(console.resolve("src/main.ts"), "two");
    tools.script("npm", "exit 1");
    assertThat(run().status()).isEqualTo(1);
    assertThat(console.resolve("dist")).doesNotExist();

    tools.script("npm", NPM);
    assertThat(run().status()).isZero();
    assertThat(console.resolve("dist/index.html")).hasContent("two");
  }

  @Test
  void aCheckThatFailsIsRunAgain() throws Exception {
    run();
    tools.script("npm", "exit 1");
    assertThat(run("check").status()).isEqualTo(1);
    assertThat(run("check").status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v18.20.1", "v20.18.3", "none"})
  void anOldNodeIsNamed(String version) throws Exception {
    tools.script("node", "echo " + version);
    Tools.Result result = run();

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.output())
        .startsWith("The console is built with Node 20.19 or later and npm, and the node on")
        .contains("-Dskip.console");
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "npm"})
  void whatIsMissingIsNamed(String tool) throws Exception {
    tools.remove(tool);
    Tools.Result result = run();

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.output())
        .contains("there is no " + tool + " on the PATH")
        .contains("leave the console out: -Dskip.console.");
  }

  @Test
  void anotherWordIsAWrongCommandLine() throws Exception {
    assertThat(run("chek").status()).isEqualTo(2);
    assertThat(run("chek").output()).contains("Usage: build/build-console");
  }

  private Tools.Result run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("build/build-console"));
    command.addAll(List.of(arguments));
    return tools.run(project, command);
  }

  private List<String> calls() throws IOException {
    Path log = temporary.resolve("npm.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }
}
