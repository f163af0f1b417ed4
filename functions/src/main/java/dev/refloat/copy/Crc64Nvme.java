package dev.refloat.copy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME, the checksum that S3 keeps of a full object.
 *
 * <p>Parameters as in the <a
 * href="https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme">catalogue of
 * parametrised CRC algorithms</a>: polynomial ad93d23594c93659, input and output reflected, initial
 * value and final exclusive-or all ones, check value ae8b14860a799888 for "123456789".
 *
 * <p>A CRC is linear, so that the one of two blocks in a row follows from theirs alone ({@link
 * #combine}). That is how the checksums of parts verify an object of which no byte is read.
 */
public final class Crc64Nvme implements Checksum {
  /** The polynomial with its lowest power in the highest bit, as reflected arithmetic takes it. */
  private static final long POLYNOMIAL = Long.reverse(0xad93d23594c93659L);

  /** More than any object, and its number of bits is still below 2^64. */
  private static final long BLOCK_BYTES = 1L << 60;

  /** x to the power of 0 in the same notation. */
  private static final long ONE = 1L << 63;

  /** {@code TABLES[k][b]}: what byte b becomes when 8k zero bits follow it ("slicing by 8"). */
  private static final long[][] TABLES = tables();

  /** {@code SQUARES[k]}: x to the power of 2^k, modulo the polynomial. */
  private static final long[] SQUARES = squares();

  private long register = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = timesX(crc);
      }
      tables[0][b] = crc;
    }
    for (int k = 1; k < 8; k++) {
      for (int b = 0; b < 256; b++) {
        long crc = tables[k - 1][b];
        tables[k][b] = (crc >>> 8) ^ tables[0][(int) crc & 0xff];
      }
    }
    return tables;
  }

  private static long[] squares() {
    long[] squares = new long[64];
    squares[0] = ONE >>> 1;
    for (int k = 1; k < squares.length; k++) {
      squares[k] = multiply(squares[k - 1], squares[k - 1]);
    }
    return squares;
  }

  private static long timesX(long a) {
    return (a >>> 1) ^ (-(a & 1) & POLYNOMIAL);
  }

  private static long multiply(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long rest = a; rest != 0; rest <<= 1) {
      product ^= (rest >> 63) & shifted;
      shifted = timesX(shifted);
    }
    return product;
  }

  /**
   * The checksum of two blocks in a row.
   *
   * @param first checksum of the first block
   * @param second checksum of the second block
   * @param secondLength bytes of the second block
   */
  public static long combine(long first, long second, long secondLength) {
    if (secondLength < 0 || secondLength > BLOCK_BYTES) {
      throw new IllegalArgumentException("A block cannot have " + secondLength + " bytes");
    }
    return multiply(first, xToTheEightTimes(secondLength)) ^ second;
  }

  private static long xToTheEightTimes(long bytes) {
    long power = ONE;
    // Bit k of the number of bytes stands for 2^(k+3) bits.
    for (int k = 0; bytes >>> k != 0; k++) {
      if ((bytes >>> k & 1) == 1) {
        power = multiply(power, SQUARES[k + 3]);
      }
    }
    return power;
  }

  @Override
  public void update(int b) {
    register = (register >>> 8) ^ TABLES[0][(int) (register ^ b) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    update(ByteBuffer.wrap(bytes, offset, length));
  }

  /** Takes the remaining bytes of a buffer and leaves none. */
  @Override
  public void update(ByteBuffer bytes) {
    ByteBuffer block = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    long crc = register;
    while (block.remaining() >= Long.BYTES) {
      long mixed = crc ^ block.getLong();
      crc =
          TABLES[7][(int) mixed & 0xff]
              ^ TABLES[6][(int) (mixed >>> 8) & 0xff]
              ^ TABLES[5][(int) (mixed >>> 16) & 0xff]
              ^ TABLES[4][(int) (mixed >>> 24) & 0xff]
              ^ TABLES[3][(int) (mixed >>> 32) & 0xff]
              ^ TABLES[2][(int) (mixed >>> 40) & 0xff]
              ^ TABLES[1][(int) (mixed >>> 48) & 0xff]
              ^ TABLES[0][(int) (mixed >>> 56)];
    }
    register = crc;
    while (block.hasRemaining()) {
      update(block.get());
    }
    bytes.position(bytes.limit());
  }

  @Override
  public long getValue() {
    return ~register;
  }

  @Override
  public void reset() {
    register = -1;
  }

  public static long of(byte[] bytes) {
    var crc = new Crc64Nvme();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  /** As S3 writes it: base64 of the 8 bytes, the highest first. */
  public static String toBase64(long checksum) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(checksum).array());
  }

  /**
   * The opposite of {@link #toBase64}.
   *
   * @throws IllegalArgumentException where the text is not base64 of 8 bytes
   */
  public static long fromBase64(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length != Long.BYTES) {
      throw new IllegalArgumentException("Not a CRC-64 in base64: " + text);
    }
    return ByteBuffer.wrap(bytes).getLong();
  }
}
