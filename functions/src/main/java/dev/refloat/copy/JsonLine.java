package dev.refloat.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.platform.Json;
import java.util.Arrays;

/**
 * JSON objects of texts and numbers, one after the other, byte by byte as Jackson writes them. A
 * plan has ten million of them, and what Jackson prepares for each would take longer than the
 * writing. For one thread.
 */
final class JsonLine {
  /** As long as most are: two keys, a size and an ETag. */
  private static final int FIRST_BYTES = 512;

  /** What a field takes besides its value: comma, name in quotes, colon, two quotes. */
  private static final int AROUND = 7;

  /** Bytes that are not written as they are, or not surely, by their value without a sign. */
  private static final boolean[] SPECIAL = special();

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  JsonLine add(char name, String value) {
    byte[] text = value.getBytes(UTF_8);
    // Each byte can get a backslash.
    name(name, 2 * text.length);
    if (isPlain(text)) {
      bytes[length++] = '"';
      addRaw(text);
      bytes[length++] = '"';
    } else if (!addEscaped(text)) {
      addRaw(Json.bytes(value));
    }
    return this;
  }

  private static boolean[] special() {
    var special = new boolean[1 << Byte.SIZE];
    for (int b = 0; b < special.length; b++) {
      special[b] = (byte) b < ' ' || b == '?' || b == '"' || b == '\\';
    }
    return special;
  }

  private static boolean isPlain(byte[] text) {
    for (byte b : text) {
      if (SPECIAL[b & 0xFF]) {
        return false;
      }
    }
    return true;
  }

  JsonLine add(char name, long value) {
    byte[] digits = Long.toString(value).getBytes(UTF_8);
    name(name, digits.length);
    addRaw(digits);
    return this;
  }

  /** The whole line, without an end of line. What is added from then on begins another. */
  byte[] end() {
    makeRoom(1);
    bytes[length++] = '}';
    byte[] line = Arrays.copyOf(bytes, length);
    length = 0;
    return line;
  }

  private void name(char name, int valueBytes) {
    makeRoom(AROUND + valueBytes);
    bytes[length] = (byte) (length == 0 ? '{' : ',');
    length++;
    bytes[length++] = '"';
    bytes[length++] = (byte) name;
    bytes[length++] = '"';
    bytes[length++] = ':';
  }

  /**
   * Adds nothing where a byte is not of printable ASCII, as all are in keys that Milvus gives, or
   * is the question mark that can stand for what UTF-8 cannot say.
   */
  private boolean addEscaped(byte[] text) {
    int at = length;
    bytes[at++] = '"';
    for (byte b : text) {
      if (b < ' ' || b == '?') {
        return false;
      }
      if (b == '"' || b == '\\') {
        bytes[at++] = '\\';
      }
      bytes[at++] = b;
    }
    bytes[at++] = '"';
    length = at;
    return true;
  }

  private void addRaw(byte[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
