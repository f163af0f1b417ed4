package dev.refloat.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one log. It holds the block that was read last, so that what lies together costs one
 * read: a small log is one block.
 */
final class LogBytes {
  /** A log up to this is read whole: a request costs more than the bytes of it. */
  static final int WHOLE_BYTES = 64 << 10;

  private final RangeReader reader;
  private final long size;
  private byte[] block = {};
  private long start;

  LogBytes(RangeReader reader, long size) {
    this.reader = reader;
    this.size = size;
  }

  long size() {
    return size;
  }

  /**
   * A part of the log, little endian.
   *
   * @param what it is, for the message where the log ends before it does
   * @param ahead bytes to read where the part has to be read, if the log has so many from {@code
   *     first} on; what follows the part is then there
   * @throws MalformedLog where the log has no such part; nothing was read or allocated for it then
   */
  ByteBuffer at(long first, int length, int ahead, String what) {
    if (first < 0 || length < 0 || first > size - length) {
      throw new MalformedLog(
          "its %s would end at byte %d, but it has %d".formatted(what, first + length, size));
    }
    if (first < start || first + length > start + block.length) {
      fetch(first, Math.max(length, ahead));
    }
    return ByteBuffer.wrap(block, (int) (first - start), length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fetch(long first, int wanted) {
    if (size <= WHOLE_BYTES) {
      start = 0;
      block = reader.read(0, (int) size);
    } else {
      start = first;
      block = reader.read(first, (int) Math.min(wanted, size - first));
    }
  }
}
