package dev.refloat.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.sample.Content;
import dev.refloat.local.sample.Sink;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Makes of a sample with one file per field one of storage version 2: insert logs without their
 * envelopes, each the file of a column group with one column.
 */
public final class PackedSink implements Sink {
  private static final int EVENT_HEAD = 33;

  private final Sink sink;
  private final Map<String, Integer> sizes = new HashMap<>();

  public PackedSink(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void put(String key, Content content) throws IOException {
    byte[] bytes;
    try (content;
        var in = content.open()) {
      bytes = in.readAllBytes();
    }
    if (key.contains("/insert_log/")) {
      bytes = withoutEnvelope(bytes);
      sizes.put(key.substring(key.lastIndexOf('/') + 1), bytes.length);
    } else if (key.endsWith("full_meta.json")) {
      bytes = packed(bytes);
    }
    sink.put(key, Content.of(bytes));
  }

  private static byte[] withoutEnvelope(byte[] log) {
    int descriptor = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN).getInt(13);
    return Arrays.copyOfRange(log, 4 + descriptor + EVENT_HEAD, log.length);
  }

  private byte[] packed(byte[] meta) {
    JsonNode root = Json.tree(new String(meta, StandardCharsets.UTF_8));
    for (JsonNode segments : root.findValues("segment_backups")) {
      for (JsonNode segment : segments) {
        if (segment.has("num_of_rows")) {
          ((ObjectNode) segment).put("storage_version", 2);
        }
        for (JsonNode log : segment.path("binlogs").findValues("binlogs")) {
          log.forEach(this::resize);
        }
      }
    }
    return Json.bytes(root);
  }

  private void resize(JsonNode log) {
    ((ObjectNode) log)
        .put("log_size", Objects.requireNonNull(sizes.get(log.path("log_id").asText())));
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }
}
