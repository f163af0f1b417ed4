package dev.refloat.local.streams;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one stream is read: the last change that a function took, of each shard. Written behind
 * each call, so that after a crash changes are told again rather than lost.
 */
final class Positions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final String streamArn;
  private final Map<String, String> taken;

  /** What the file holds. Of another stream, as tables in memory have at each start, it is void. */
  private record Stored(String streamArn, Map<String, String> taken) {}

  Positions(Path file, String streamArn) {
    this.file = file;
    this.streamArn = streamArn;
    this.taken = new HashMap<>(read(file, streamArn));
  }

  Optional<String> of(String shardId) {
    return Optional.ofNullable(taken.get(shardId));
  }

  void took(String shardId, String sequenceNumber) {
    taken.put(shardId, sequenceNumber);
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(unfinished, JSON.writeValueAsBytes(new Stored(streamArn, taken)));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep how far a stream is read", e);
    }
  }

  private static Map<String, String> read(Path file, String streamArn) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      @Nullable Stored stored = JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
      return stored != null && stored.streamArn().equals(streamArn) ? stored.taken() : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read how far a stream was read", e);
    }
  }
}
