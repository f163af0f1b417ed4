package dev.refloat.bench.run;

import dev.refloat.bench.BenchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs of this machine. */
public final class Command {
  /** What a failed command's report shows of its output, from the end. */
  private static final int SHOWN = 2000;

  private Command() {}

  /** Whether the PATH has such a program. */
  public static boolean exists(String program) {
    return Optional.ofNullable(System.getenv("PATH")).stream()
        .flatMap(path -> List.of(path.split(java.io.File.pathSeparator)).stream())
        .map(directory -> Path.of(directory, program))
        .anyMatch(Files::isExecutable);
  }

  /**
   * Runs a command to its end and returns what it wrote to both streams.
   *
   * @param environment added to that of this process
   * @throws BenchFailure where it does not end with 0, with the end of its output
   */
  public static String run(List<String> words, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new BenchFailure(
            words.getFirst()
                + " ended with "
                + status
                + ": "
                + output.substring(Math.max(0, output.length() - SHOWN)));
      }
      return output;
    } finally {
      process.destroy();
    }
  }
}
