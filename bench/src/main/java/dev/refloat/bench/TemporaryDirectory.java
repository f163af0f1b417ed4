package dev.refloat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is gone when it is closed, or else when this program ends: interrupted, too. */
final class TemporaryDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atTheEnd = new Thread(this::deleteOrTell);

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /** Makes one. */
  static TemporaryDirectory in(Path parent) throws IOException {
    var made = new TemporaryDirectory(Files.createTempDirectory(parent, "refloat-bench-"));
    Runtime.getRuntime().addShutdownHook(made.atTheEnd);
    return made;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    delete(path);
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
  }

  /** A server that still runs may add files meanwhile. */
  private void deleteOrTell() {
    try {
      delete(path);
    } catch (IOException e) {
      System.err.println("refloat: " + path + " was left: delete it, it takes memory");
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
