package dev.refloat.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A directory of commands: the only ones that a script under test finds. */
final class Tools {
  private final Path home;
  private final Path directory;

  /**
   * @param home of the scripts, above the directory
   */
  Tools(Path home) throws IOException {
    this.home = home;
    this.directory = Files.createDirectories(home.resolve("tools"));
  }

  /** What a script printed and ended with. */
  record Result(int status, String output) {}

  /** Gives commands of this machine. */
  void link(String... names) throws IOException {
    for (String name : names) {
      Path found = Path.of("/bin", name);
      Files.createSymbolicLink(
          directory.resolve(name), Files.exists(found) ? found : Path.of("/usr/bin", name));
    }
  }

  /** Gives a command of the test's. */
  void script(String name, String text) throws IOException {
    write(directory.resolve(name), text);
  }

  void remove(String name) throws IOException {
    Files.delete(directory.resolve(name));
  }

  static void write(Path script, String text) throws IOException {
    Files.writeString(script, "#!/bin/sh\nset -e\n" + text + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Result run(Path project, List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", directory.toString(),
                "HOME", home.toString(),
                "TMPDIR", home.toString()));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
