package dev.refloat.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.platform.Json;
import java.util.Arrays;

/**
 * One JSON object of texts and numbers, byte by byte as Jackson writes it. A plan has twenty
 * million of them, and what Jackson prepares for each would take longer than the writing.
 */
final class JsonLine {
  /** As long as most are: two keys, a size and an ETag. */
  private static final int FIRST_BYTES = 512;

  /** What a field takes besides its value: comma, name in quotes, colon, two quotes. */
  private static final int AROUND = 7;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  JsonLine add(char name, String value) {
    byte[] text = value.getBytes(UTF_8);
    // Each byte can get a backslash.
    name(name, 2 * text.length);
    if (!addPlain(text)) {
      addRaw(Json.bytes(value));
    }
    return this;
  }

  JsonLine add(char name, long value) {
    byte[] digits = Long.toString(value).getBytes(UTF_8);
    name(name, digits.length);
    addRaw(digits);
    return this;
  }

  /** The whole line, without an end of line. */
  byte[] end() {
    makeRoom(1);
    bytes[length++] = '}';
    return Arrays.copyOf(bytes, length);
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
  private boolean addPlain(byte[] text) {
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
