package dev.refloat.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code ./refloat} in a copy of the project that has a small main class and in place of Maven
 * a small script.
 */
@DisabledOnOs(OS.WINDOWS)
final class RefloatScriptTest {
  private static final String MAIN =
      """
      package dev.refloat.local.cli;

      public final class Main {
        public static void main(String[] arguments) throws Exception {
          System.out.println("root " + System.getProperty("refloat.root"));
          System.out.println("in " + java.nio.file.Path.of("").toAbsolutePath());
          for (String argument : arguments) {
            System.out.println("argument <" + argument + ">");
          }
          if (arguments[0].equals("up")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ended cleanly")));
            System.out.println("ready");
            Thread.sleep(60_000);
          }
          System.exit(7);
        }
      }
      """;

  private static final String BENCH =
      """
      package dev.refloat.bench;

      public final class Main {
        public static void main(String[] arguments) {
          System.out.println("bench of " + System.getProperty("refloat.root"));
          for (String argument : arguments) {
            System.out.println("argument <" + argument + ">");
          }
          System.exit(8);
        }
      }
      """;

  @TempDir private Path temporary;

  private Path project;
  private Path tools;

  @BeforeEach
  void makeProject() throws IOException {
    temporary = temporary.toRealPath();
    project = temporary.resolve("a project");
    tools = Files.createDirectories(temporary.resolve("tools"));
    Files.createDirectories(project.resolve("local/src/main"));
    Files.createDirectories(project.resolve("functions/src/main"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("local/src/main/Some.java"), "1");
    Files.copy(
        Path.of(System.getProperty("refloat.root"), "refloat"),
        project.resolve("refloat"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Path source = Files.writeString(temporary.resolve("Main.java"), MAIN);
    Path bench =
        Files.writeString(
            Files.createDirectories(temporary.resolve("bench")).resolve("Main.java"), BENCH);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                temporary.resolve("compiled").toString(),
                source.toString(),
                bench.toString());
    assertThat(status).isZero();
    linkUtilities();
    console("echo built >dist");
    script(
        "mvn",
        """
        echo "mvn $*" >>'%1$s/mvn.log'
        mkdir -p local/target/lib
        cp -R '%1$s/compiled' local/target/classes-new
        rm -rf local/target/classes
        mv local/target/classes-new local/target/classes
        """
            .formatted(temporary));
  }

  @Test
  void withoutArgumentsItExplainsItself() throws Exception {
    Result result = run(project, List.of("./refloat"), Map.of());

    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("./refloat demo").contains("./refloat up");
    assertThat(builds()).isEmpty();
  }

  @Test
  void itBuildsOnceAndPassesTheArgumentsAndTheStatus() throws Exception {
    Result result =
        run(project, List.of("./refloat", "demo", "--data", "two words", "*"), Map.of());

    assertThat(result.status()).isEqualTo(7);
    assertThat(result.output())
        .contains("Building (first time takes a few minutes)\u2026")
        .contains("root " + project)
        .contains("argument <demo>\nargument <--data>\nargument <two words>\nargument <*>\n");
    assertThat(run(project, List.of("./refloat", "demo"), Map.of()).output())
        .doesNotContain("Building");
    assertThat(builds())
        .containsExactly(
            "mvn -B -q -Dmaven.test.skip=true -Dexec.skip=true -Dskip.console package");
  }

  @Test
  void theBenchmarksAreAProgramOfTheirOwn() throws Exception {
    Result result = run(project, List.of("./refloat", "bench", "--scale", "0.1"), Map.of());

    assertThat(result.status()).isEqualTo(8);
    assertThat(result.output())
        .contains("bench of " + project)
        .contains("argument <--scale>\nargument <0.1>\n")
        .doesNotContain("argument <bench>");
  }

  @Test
  void theBenchmarksNeedNoArguments() throws Exception {
    Result result = run(project, List.of("./refloat", "bench"), Map.of());

    assertThat(result.status()).isEqualTo(8);
    assertThat(result.output()).contains("bench of " + project).doesNotContain("argument");
  }

  @Test
  void itBuildsAgainAfterAChange() throws Exception {
    run(project, List.of("./refloat", "demo"), Map.of());
    Path changed = project.resolve("local/src/main/Some.java");
    Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(1)));
    run(project, List.of("./refloat", "demo"), Map.of());

    assertThat(builds()).hasSize(2);
  }

  @Test
  void itBuildsAgainAfterADeletion() throws Exception {
    run(project, List.of("./refloat", "demo"), Map.of());
    Thread.sleep(20); // Finer than the clock of the file system.
    Files.delete(project.resolve("local/src/main/Some.java"));
    run(project, List.of("./refloat", "demo"), Map.of());

    assertThat(builds()).hasSize(2);
  }

  @Test
  void theConsoleIsBuiltForWhoStaysAndOnlyThen() throws Exception {
    run(project, List.of("./refloat", "demo"), Map.of());
    assertThat(project.resolve("dist")).doesNotExist();

    Result result = run(project, List.of("./refloat", "demo", "--keep"), Map.of());
    assertThat(result.output()).contains("Building the console\u2026");
    assertThat(project.resolve("dist")).exists();

    assertThat(run(project, List.of("./refloat", "demo", "--keep"), Map.of()).output())
        .doesNotContain("Building");
  }

  @Test
  void aConsoleThatCannotBeBuiltIsLeftOut() throws Exception {
    console("echo 'there is no node' >&2; exit 3");
    Result result = run(project, List.of("./refloat", "demo", "--keep"), Map.of());

    assertThat(result.status()).isEqualTo(7);
    assertThat(result.output())
        .contains("there is no node\nThe console was not built.")
        .contains("argument <--keep>");
  }

  @Test
  void itRunsThroughALinkFromAnyDirectory() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("else where"));
    Files.createSymbolicLink(temporary.resolve("link"), Path.of("a project/refloat"));
    Files.createSymbolicLink(elsewhere.resolve("link to link"), Path.of("../link"));
    Result result = run(elsewhere, List.of("./link to link", "demo"), Map.of());

    assertThat(result.output()).contains("root " + project).contains("in " + elsewhere);
  }

  @Test
  void aFailedBuildShowsWhatMavenSaid() throws Exception {
    script("mvn", "echo '[ERROR] something is wrong'; exit 1\n");
    Result result = run(project, List.of("./refloat", "demo"), Map.of());

    assertThat(result.status()).isEqualTo(5);
    assertThat(result.output()).contains("[ERROR] something is wrong").contains("The build failed");
    assertThat(run(project, List.of("./refloat", "demo"), Map.of()).status()).isEqualTo(5);
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Result result = run(project, List.of("./refloat", "demo"), Map.of());

    assertThat(result.status()).isEqualTo(4);
    assertThat(result.output()).contains("Maven (mvn) is not on the PATH");
  }

  @Test
  void anotherJavaOnThePathAndInJavaHomeIsPassedOver() throws Exception {
    Path old = temporary.resolve("old");
    Path bin = Files.createDirectories(old.resolve("bin"));
    script("java", "echo 'openjdk version \"17.0.1\"' >&2\n");
    Files.copy(tools.resolve("java"), bin.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
    Path home = temporary.resolve("home");
    Path jdks = Files.createDirectories(home.resolve(".jdks"));
    Files.createSymbolicLink(jdks.resolve("mine"), Path.of(System.getProperty("java.home")));
    Result result =
        run(
            project,
            List.of("./refloat", "demo"),
            Map.of("JAVA_HOME", old.toString(), "HOME", home.toString()));

    assertThat(result.status()).isEqualTo(7);
  }

  @Test
  void withoutAJdkItSaysWhereItLooked() throws Exception {
    Path script = project.resolve("refloat");
    String text = Files.readString(script);
    assertThat(text).contains("/usr/lib/jvm/*");
    // The copy looks elsewhere, so that a JDK of this machine is not found.
    Files.writeString(
        script, text.replace("/usr/lib/jvm", "/none").replace("/Library/Java", "/none"));
    Result result =
        run(
            project,
            List.of("./refloat", "demo"),
            Map.of("JAVA_HOME", "", "HOME", temporary.toString()));

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.output())
        .contains("needs a JDK 25, and none was found")
        .contains("JAVA_HOME (not set)")
        .contains("java on the PATH (none)")
        .contains(temporary + "/.jdks/*");
    assertThat(builds()).isEmpty();
  }

  @Test
  void terminationReachesTheProgram() throws Exception {
    Path output = temporary.resolve("output");
    Process process =
        builder(project, List.of("./refloat", "up"), Map.of())
            .redirectOutput(output.toFile())
            .start();
    for (int i = 0; i < 600 && !Files.readString(output).contains("ready"); i++) {
      Thread.sleep(100);
    }
    process.destroy();

    assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
    assertThat(Files.readString(output)).contains("ended cleanly");
    assertThat(process.exitValue()).isEqualTo(143);
  }

  private record Result(int status, String output) {}

  private Result run(Path directory, List<String> command, Map<String, String> environment)
      throws Exception {
    Process process = builder(directory, command, environment).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }

  private ProcessBuilder builder(
      Path directory, List<String> command, Map<String, String> environment) {
    var builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", tools.toString(),
                "HOME", temporary.toString(),
                "JAVA_HOME", System.getProperty("java.home")));
    builder.environment().putAll(environment);
    return builder;
  }

  /** Only these, so that Maven and Java of this machine are not on the path. */
  private void linkUtilities() throws IOException {
    for (String name :
        List.of("cat", "cp", "dirname", "find", "grep", "head", "mkdir", "mv", "readlink", "rm")) {
      Path found = Path.of("/bin", name);
      Files.createSymbolicLink(
          tools.resolve(name), Files.exists(found) ? found : Path.of("/usr/bin", name));
    }
  }

  private List<String> builds() throws IOException {
    Path log = temporary.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** In place of what builds the console; its result is the file {@code dist} of the project. */
  private void console(String build) throws IOException {
    script(
        Files.createDirectories(project.resolve("build")).resolve("build-console"),
        "if [ \"${1:-}\" = is-built ]; then [ -f dist ]; exit; fi\n" + build + "\n");
  }

  private void script(String name, String text) throws IOException {
    script(tools.resolve(name), text);
  }

  private static void script(Path path, String text) throws IOException {
    Path file = Files.writeString(path, "#!/bin/sh\nset -e\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
