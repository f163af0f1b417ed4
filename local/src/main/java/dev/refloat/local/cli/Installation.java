package dev.refloat.local.cli;

import dev.refloat.local.lambda.FunctionClassLoader;
import dev.refloat.local.stack.StackException;
import dev.refloat.local.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the project is.
 *
 * @param home the directory with {@code template.yaml}
 */
public record Installation(Path home) {

  /** The system property {@code refloat.root}, or the working directory. */
  public static Installation find() {
    return new Installation(Path.of(System.getProperty("refloat.root", "")).toAbsolutePath());
  }

  public Path template() throws IOException {
    return existing(home.resolve("template.yaml"), "run it from the project's directory");
  }

  /** Loads the packaged functions, apart from everything else here. */
  FunctionClassLoader functions() throws IOException {
    return FunctionClassLoader.of(artifact());
  }

  /** The packaged functions. */
  public Path artifact() throws IOException {
    Path artifact =
        home.resolve("functions").resolve("target").resolve("refloat-functions-lambda.jar");
    return existing(artifact, "build it with: mvn -DskipTests package");
  }

  /** Jars of Lambda's runtime, for functions that run in processes. */
  public List<Path> runtime() throws IOException {
    Path directory = home.resolve("local").resolve("target").resolve("lambda-runtime");
    if (!Files.isDirectory(directory)) {
      throw new StackException(
          "There is no " + directory + ": build it with: mvn -DskipTests package");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** The built console; empty where it was not built. */
  Optional<StackSettings.Console> console() {
    Path files = home.resolve("console").resolve("dist");
    return Files.isRegularFile(files.resolve("index.html"))
        ? Optional.of(
            new StackSettings.Console(files, home.resolve("infra").resolve("console.yaml")))
        : Optional.empty();
  }

  private static Path existing(Path file, String advice) {
    if (!Files.isRegularFile(file)) {
      throw new StackException("There is no " + file + ": " + advice);
    }
    return file;
  }
}
