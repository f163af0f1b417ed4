package dev.refloat.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
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

  private byte[] digests = new byte[0];

  /** Zero for those without; shorter than the list where there are no more with. */
  private int[] parts = new int[0];

  private final Map<Integer, String> others = new HashMap<>();
  private int size;

  void add(String eTag) {
    int index = size++;
    int count = parts(eTag);
    if (count < 0) {
      others.put(index, eTag);
      return;
    }
    if (digests.length < size * BYTES) {
      digests = Arrays.copyOf(digests, grown(size) * BYTES);
    }
    for (int i = 0; i < BYTES; i++) {
      digests[index * BYTES + i] = (byte) HexFormat.fromHexDigits(eTag, 2 * i + 1, 2 * i + 3);
    }
    if (count > 0) {
      if (parts.length < size) {
        parts = Arrays.copyOf(parts, grown(size));
      }
      parts[index] = count;
    }
  }

  /**
   * The number of parts that follows the MD5, zero where none does; -1 where it is another ETag.
   */
  private static int parts(String eTag) {
    int end = eTag.length() - 1;
    boolean isDigest = end >= DIGITS_END && eTag.charAt(0) == '"' && eTag.charAt(end) == '"';
    for (int i = 1; isDigest && i < DIGITS_END; i++) {
      char c = eTag.charAt(i);
      isDigest = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!isDigest || end == DIGITS_END) {
      return isDigest ? 0 : -1;
    }
    Matcher count = PARTS.matcher(eTag).region(DIGITS_END, end);
    return count.matches() ? Integer.parseInt(count.group(1)) : -1;
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
      text[2 * i + 1] = digit(digest >> 4);
      text[2 * i + 2] = digit(digest);
    }
    text[DIGITS_END] = '"';
    String plain = new String(text, ISO_8859_1);
    int count = index < parts.length ? parts[index] : 0;
    return count == 0 ? plain : plain.substring(0, DIGITS_END) + "-" + count + '"';
  }

  private static byte digit(int bits) {
    return (byte) HexFormat.of().toLowHexDigit(bits);
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
