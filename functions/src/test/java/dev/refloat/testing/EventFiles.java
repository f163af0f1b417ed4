package dev.refloat.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The events in {@code events/}, which {@code sam local invoke} calls functions with. */
public final class EventFiles {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("refloat.root", "..")).resolve("events");
  private static final String SUFFIX = ".json";

  private EventFiles() {}

  /** Such as {@code sweep.every-minute}. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    try {
      return Files.readString(DIRECTORY.resolve(name + SUFFIX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode read(String name) {
    return (ObjectNode) Json.tree(text(name));
  }
}
