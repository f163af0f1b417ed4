package dev.refloat.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.platform.Json;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * What an enveloped log says of itself before its data: magic number, then the descriptor event.
 * Little endian.
 *
 * <pre>
 * 0   magic 0x00FFFABC
 * 4   timestamp u64, type i8 = 0, event length i32, next position i32
 * 21  collection, partition, segment, field i64; start, end timestamp u64; data type i32
 * 73  lengths of the post headers of eight types of event
 * 81  length n of the extra JSON i32
 * 85  n bytes of JSON
 * </pre>
 *
 * @param end where the first data event begins
 */
record Descriptor(long collection, long partition, long segment, long field, long end) {
  static final int MAGIC = 0x00FFFABC;

  /** Read at once where a log is larger than one block; the extra JSON has some 60 bytes. */
  private static final int AHEAD = 4 << 10;

  private static final int TYPE_AT = 12;
  private static final int LENGTH_AT = 13;
  private static final int IDS_AT = 21;
  private static final int EXTRA_LENGTH_AT = 81;
  private static final int EXTRA_AT = 85;

  /** Far more than any writer writes. */
  private static final int EXTRA_BYTES_MAX = 16 << 10;

  /**
   * Reads it.
   *
   * @throws MalformedLog where it is none
   */
  static Descriptor read(LogBytes bytes) {
    ByteBuffer fixed = bytes.at(0, EXTRA_AT, AHEAD, "descriptor");
    require("magic number", hex(fixed.getInt(0)), hex(MAGIC));
    require("first event's type", fixed.get(TYPE_AT), (byte) 0);
    int extra = fixed.getInt(EXTRA_LENGTH_AT);
    if (extra < 0 || extra > EXTRA_BYTES_MAX) {
      throw MalformedLog.other(
          "descriptor's extra JSON", extra + " bytes long", "0 to " + EXTRA_BYTES_MAX);
    }
    int end = EXTRA_AT + extra;
    require("descriptor's length", fixed.getInt(LENGTH_AT), end - Integer.BYTES);
    var descriptor =
        new Descriptor(
            fixed.getLong(IDS_AT),
            fixed.getLong(IDS_AT + Long.BYTES),
            fixed.getLong(IDS_AT + 2 * Long.BYTES),
            fixed.getLong(IDS_AT + 3 * Long.BYTES),
            end);
    requireJson(bytes.at(EXTRA_AT, extra, extra, "descriptor's extra JSON"));
    return descriptor;
  }

  /** The bytes are those of the backup, so the ids are those of the key in the backup. */
  void requireIds(SegmentLogs logs, Log log) {
    require("descriptor's collection", collection, logs.collection());
    require("descriptor's partition", partition, logs.partition());
    require("descriptor's segment", segment, logs.segment());
    require("descriptor's field", field, log.field());
  }

  private static void requireJson(ByteBuffer text) {
    byte[] json = new byte[text.remaining()];
    text.get(json);
    try {
      if (Json.read(json, JsonNode.class).isObject()) {
        return;
      }
    } catch (UncheckedIOException e) {
      throw new MalformedLog("its descriptor's extra JSON cannot be read", e);
    }
    throw new MalformedLog("its descriptor's extra JSON is no object");
  }

  private static void require(String what, Object found, Object expected) {
    if (!found.equals(expected)) {
      throw MalformedLog.other(what, found, expected);
    }
  }

  private static String hex(int number) {
    return "0x%08X".formatted(number);
  }
}
