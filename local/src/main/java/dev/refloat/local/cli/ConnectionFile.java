package dev.refloat.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.stack.Connection;
import dev.refloat.local.stack.PrivateFile;
import dev.refloat.local.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code connection.json}: there while the stack answers, complete, and readable by its owner
 * alone.
 */
final class ConnectionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  ConnectionFile(Path data) {
    this.file = data.resolve("connection.json");
  }

  Path path() {
    return file;
  }

  void write(Connection connection) throws IOException {
    PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(connection));
  }

  /**
   * Where the stack of this directory is.
   *
   * @throws StackException if none serves
   */
  Connection read() throws IOException {
    if (!Files.exists(file)) {
      throw new StackException(
          "There is no " + file + ": start the stack with ./refloat up, or name its --data");
    }
    return JSON.readValue(file.toFile(), Connection.class);
  }

  /** Also what a killed process left: it would lead to an address where nobody answers. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
