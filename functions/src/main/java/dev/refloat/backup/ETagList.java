package dev.refloat.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ETags one behind the other. Those that S3 makes take 16 bytes, or 20 where the object was
 * uploaded in parts; any other is kept as the text it is.
 */
final class ETagList {
  private static final int BYTES = 16;

  /** Where the digits of the MD5 end, behind a quote. */
  private static final int DIGITS_END = 1 + 2 * BYTES;

  private static final Pattern PARTS = Pattern.compile("-([1-9][0-9]{0,5})");

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(ISO_8859_1);

  /** Of each digit, by its character; -1 of what is none. */
  private static final byte[] VALUES = values();

  private byte[] digests = new byte[0];

  /** Zero for those without; shorter than the list where there are no more with. */
  private int[] parts = new int[0];

  private final Map<Integer, String> others = new HashMap<>();
  private int size;

  void add(String eTag) {
    int index = size++;
    if (digests.length < size * BYTES) {
      digests = Arrays.copyOf(digests, grown(size) * BYTES);
    }
    int count = parts(eTag, index * BYTES);
    if (count < 0) {
      others.put(index, eTag);
    } else if (count > 0) {
      if (parts.length < size) {
        parts = Arrays.copyOf(parts, grown(size));
      }
      parts[index] = count;
    }
  }

  /**
   * Puts the MD5 among the digests and answers the number of parts that follows it, zero where none
   * does; -1 where it is another ETag, of which it may have put something.
   */
  private int parts(String eTag, int at) {
    int end = eTag.length() - 1;
    if (end < DIGITS_END || eTag.charAt(0) != '"' || eTag.charAt(end) != '"') {
      return -1;
    }
    // Digits are as good as random, so that the processor guesses every second branch wrong.
    int all = 0;
    for (int i = 0; i < BYTES; i++) {
      int digest = (value(eTag.charAt(2 * i + 1)) << 4) | value(eTag.charAt(2 * i + 2));
      digests[at + i] = (byte) digest;
      all |= digest;
    }
    if (all < 0 || end == DIGITS_END) {
      return all < 0 ? -1 : 0;
    }
    Matcher count = PARTS.matcher(eTag).region(DIGITS_END, end);
    return count.matches() ? Integer.parseInt(count.group(1)) : -1;
  }

  /** Of a lower-case digit; negative where it is none. */
  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : -1;
  }

  private static byte[] values() {
    byte[] values = new byte[Byte.MAX_VALUE];
    Arrays.fill(values, (byte) -1);
    for (byte i = 0; i < DIGITS.length; i++) {
      values[DIGITS[i]] = i;
    }
    return values;
  }

  private static int grown(int needed) {
    return Math.max(8, needed + needed / 2);
  }

  String get(int index) {
    String other = others.isEmpty() ? null : others.get(index);
    if (other != null) {
      return other;
    }
    byte[] text = new byte[2 * BYTES + 2];
    text[0] = '"';
    for (int i = 0; i < BYTES; i++) {
      byte digest = digests[index * BYTES + i];
      text[2 * i + 1] = DIGITS[(digest >> 4) & 0xF];
      text[2 * i + 2] = DIGITS[digest & 0xF];
    }
    text[DIGITS_END] = '"';
    String plain = new String(text, ISO_8859_1);
    int count = index < parts.length ? parts[index] : 0;
    return count == 0 ? plain : plain.substring(0, DIGITS_END) + "-" + count + '"';
  }

  int size() {
    return size;
  }

  /** Holds no more than is needed for those that are there. */
  void trim() {
    digests = Arrays.copyOf(digests, Math.min(digests.length, size * BYTES));
    parts = Arrays.copyOf(parts, Math.min(parts.length, size));
  }
}
