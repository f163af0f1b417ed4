package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Events that are not delivered yet, one file each.
 *
 * <p>A file is complete when it has its name, and is deleted after the delivery: an event is
 * delivered again after a crash rather than lost.
 */
final class PendingEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Path directory;

  PendingEvents(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  void add(JsonNode event) {
    Path file = file(event);
    Path unfinished = directory.resolve(file.getFileName() + ".new");
    try {
      Files.write(unfinished, JSON.writeValueAsBytes(event));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep an event", e);
    }
  }

  void remove(JsonNode event) {
    try {
      Files.deleteIfExists(file(event));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove an event", e);
    }
  }

  /** What a stop or a crash left undelivered, in no particular order. */
  List<JsonNode> left() {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        events.add(JSON.readTree(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the events", e);
    }
    return events;
  }

  private Path file(JsonNode event) {
    return directory.resolve(event.get("id").textValue() + SUFFIX);
  }
}
