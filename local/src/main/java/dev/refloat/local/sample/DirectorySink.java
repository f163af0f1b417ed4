package dev.refloat.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Writes a backup below a directory, each key a file. */
public final class DirectorySink implements Sink {
  private final Path directory;

  public DirectorySink(Path directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  @Override
  public void put(String key, Content content) throws IOException {
    try (content;
        InputStream from = content.open()) {
      Path file = directory.resolve(key);
      Files.createDirectories(Objects.requireNonNull(file.getParent(), "parent"));
      Files.copy(from, file);
    }
  }

  @Override
  public void flush() {}
}
