package dev.refloat.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.refloat.copy.S3Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * JSON as milvus-backup's writer has it: a field that is zero, empty or false is left out, but for
 * those that are written by {@link #always}. It goes to S3 as it comes.
 */
final class MetaOutput {
  /** {@code NON_DEFAULT} for all types is what Go calls {@code omitempty}. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(Include.NON_DEFAULT, Include.ALWAYS))
          .build();

  private static final int BUFFER_BYTES = 1 << 16;

  private final S3Output output;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final JsonGenerator json;

  MetaOutput(S3Output output) throws IOException {
    this.output = output;
    this.json = JSON.createGenerator(buffer);
  }

  void begin() throws IOException {
    json.writeStartObject();
  }

  void end() throws IOException {
    json.writeEndObject();
  }

  void beginArray(String name) throws IOException {
    json.writeArrayFieldStart(name);
  }

  void endArray() throws IOException {
    json.writeEndArray();
  }

  void value(Object value) throws IOException {
    JSON.writeValue(json, value);
    json.flush();
    if (buffer.size() >= BUFFER_BYTES) {
      send();
    }
  }

  /** A node of JSON as it is, or what has a form in it. */
  void raw(String name, Object tree) throws IOException {
    json.writeObjectField(name, tree);
  }

  void always(String name, long number) throws IOException {
    json.writeNumberField(name, number);
  }

  void always(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  void number(String name, long number) throws IOException {
    if (number != 0) {
      json.writeNumberField(name, number);
    }
  }

  void text(String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  void texts(String name, List<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      json.writeObjectField(name, texts);
    }
  }

  void map(String name, Map<String, String> map) throws IOException {
    if (!map.isEmpty()) {
      json.writeObjectField(name, map);
    }
  }

  void pairs(String name, Map<String, String> map) throws IOException {
    if (map.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (Map.Entry<String, String> pair : map.entrySet()) {
      json.writeStartObject();
      text("key", pair.getKey());
      text("value", pair.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Nothing may be written after it. */
  void finish() throws IOException {
    json.flush();
    send();
    output.finish();
  }

  /** Always between two tokens, so that the line's end is no part of a value. */
  private void send() {
    output.line(buffer.toByteArray());
    buffer.reset();
  }
}
