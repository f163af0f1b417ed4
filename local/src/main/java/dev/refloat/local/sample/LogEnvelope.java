package dev.refloat.local.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What stands before the parquet payload of a v1 log: magic number, descriptor event, and the
 * header of the one data event. Little endian, as Milvus's {@code event_header.go} and {@code
 * event_data.go} write it.
 */
final class LogEnvelope {
  static final int MAGIC = 0x00FFFABC;

  private static final int HEADER_BYTES = Long.BYTES + Byte.BYTES + 2 * Integer.BYTES;
  private static final int DESCRIPTOR_FIXED_BYTES = 6 * Long.BYTES + Integer.BYTES;
  private static final int TIMESTAMPS_BYTES = 2 * Long.BYTES;

  /** Fixed bytes of each event type's body, from descriptor to index file. */
  private static final byte[] POST_HEADERS = {DESCRIPTOR_FIXED_BYTES, 16, 16, 16, 16, 16, 16, 16};

  private static final byte DESCRIPTOR_EVENT = 0;

  private LogEnvelope() {}

  /** The ids and the type in the descriptor event; {@code field} is −1 in a delta log. */
  record Owner(long collection, long partition, long segment, long field, DataType type) {}

  /** An insert log's head, for a payload of that size. */
  static byte[] insert(Owner owner, boolean nullable, long originalSize, long payloadSize) {
    String extra = "{\"nullable\":" + nullable + ",\"original_size\":\"" + originalSize + "\"}";
    return head(owner, (byte) 1, Timestamps.INSERTED, extra, payloadSize);
  }

  /** A delta log's head, for a payload of that size. */
  static byte[] delete(Owner owner, long originalSize, long payloadSize) {
    return head(
        owner,
        (byte) 2,
        Timestamps.DELETED,
        "{\"original_size\":\"" + originalSize + "\"}",
        payloadSize);
  }

  private static byte[] head(
      Owner owner, byte eventType, long timestamp, String extraJson, long payloadSize) {
    byte[] extra = extraJson.getBytes(StandardCharsets.UTF_8);
    int descriptor =
        HEADER_BYTES + DESCRIPTOR_FIXED_BYTES + POST_HEADERS.length + Integer.BYTES + extra.length;
    long event = HEADER_BYTES + TIMESTAMPS_BYTES + payloadSize;
    long end = Integer.BYTES + descriptor + event;
    if (end > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A v1 log holds at most 2 GiB, but this one has bytes: " + end);
    }
    ByteBuffer head =
        ByteBuffer.allocate(Integer.BYTES + descriptor + HEADER_BYTES + TIMESTAMPS_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(MAGIC);
    header(head, DESCRIPTOR_EVENT, descriptor, Integer.BYTES + descriptor);
    head.putLong(owner.collection())
        .putLong(owner.partition())
        .putLong(owner.segment())
        .putLong(owner.field());
    head.putLong(timestamp).putLong(timestamp).putInt(owner.type().code());
    head.put(POST_HEADERS).putInt(extra.length).put(extra);
    header(head, eventType, (int) event, (int) end);
    head.putLong(timestamp).putLong(timestamp);
    return head.array();
  }

  private static void header(ByteBuffer to, byte type, int length, int nextPosition) {
    to.putLong(Timestamps.FLUSHED).put(type).putInt(length).putInt(nextPosition);
  }
}
