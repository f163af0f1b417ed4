package dev.refloat.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A v1 log taken apart by the rules of its format, independent of the writer: its descriptor, and
 * the parquet payload of each data event. Anything out of place is an exception.
 */
record LogFile(
    long collection,
    long partition,
    long segment,
    long field,
    int dataType,
    JsonNode extra,
    List<Event> events) {
  private static final int EVENT_HEAD = 17 + 16;

  record Event(int type, ParquetPayload payload) {}

  static LogFile parse(byte[] file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    expect(bytes.getInt(0), 0x00FFFABC, "magic");
    expect(bytes.get(12), 0, "type of the first event");
    int descriptor = bytes.getInt(13);
    byte[] postHeaders = Arrays.copyOfRange(file, 73, 81);
    expect(
        Arrays.hashCode(postHeaders),
        Arrays.hashCode(new byte[] {52, 16, 16, 16, 16, 16, 16, 16}),
        "post-header lengths");
    int extraLength = bytes.getInt(81);
    expect(descriptor, 17 + 52 + 8 + 4 + extraLength, "descriptor length");
    JsonNode extra = new ObjectMapper().readTree(file, 85, extraLength);
    List<Event> events = new ArrayList<>();
    int at = 4 + descriptor;
    while (at < file.length) {
      int length = bytes.getInt(at + 9);
      byte[] payload = Arrays.copyOfRange(file, at + EVENT_HEAD, at + length);
      events.add(new Event(bytes.get(at + 8), ParquetPayload.read(payload)));
      at += length;
    }
    expect(at, file.length, "end of the last event");
    return new LogFile(
        bytes.getLong(21),
        bytes.getLong(29),
        bytes.getLong(37),
        bytes.getLong(45),
        bytes.getInt(69),
        extra,
        events);
  }

  private static void expect(int actual, int expected, String what) {
    if (actual != expected) {
      throw new IllegalArgumentException(what + " is " + actual + ", not " + expected);
    }
  }
}
