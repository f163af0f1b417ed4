package dev.refloat.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of S3 to a list, taken apart: its objects, and the document without them. It knows no
 * more XML than S3 writes there, and refuses the rest: attributes, comments, text that is not of
 * printable ASCII, references other than the five that every document has.
 */
final class ListXml {
  private static final byte[] CONTENTS = ascii("<Contents>");
  private static final byte[] CONTENTS_END = ascii("</Contents>");
  private static final byte[] ANY_CONTENTS = ascii("<Contents");
  private static final byte[] DECLARATION = ascii("<!");

  /** Keys are not as they are then. */
  private static final byte[] ENCODED = ascii("<EncodingType");

  private static final byte[] KEY = ascii("Key");
  private static final byte[] SIZE = ascii("Size");
  private static final byte[] ETAG = ascii("ETag");

  /** Texts of so many digits are never above the largest long. */
  private static final int DIGITS_MAX = 18;

  /** Whether a byte from 0 on can be in the name of an element. */
  private static final boolean[] IN_NAMES = inNames();

  private final List<ListedObject> objects;
  private final byte[] rest;

  private ListXml(List<ListedObject> objects, byte[] rest) {
    this.objects = objects;
    this.rest = rest;
  }

  private static boolean[] inNames() {
    var in = new boolean[1 << 7];
    for (byte b : ascii("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) {
      in[b] = true;
    }
    return in;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Empty where the document has no objects, or anything that is not understood. */
  static Optional<ListXml> read(byte[] xml) {
    int start = indexOf(xml, CONTENTS, 0, xml.length);
    if (start < 0) {
      return Optional.empty();
    }
    try {
      var reader = new Reader(xml, start);
      List<ListedObject> objects = reader.all();
      var rest = new ByteArrayOutputStream(start + xml.length - reader.at);
      rest.write(xml, 0, start);
      rest.write(xml, reader.at, xml.length - reader.at);
      byte[] document = rest.toByteArray();
      return isPlain(document) ? Optional.of(new ListXml(objects, document)) : Optional.empty();
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }

  /** In the order of the document. */
  List<ListedObject> objects() {
    return objects;
  }

  /** A document without any. */
  byte[] rest() {
    return rest;
  }

  private static boolean isPlain(byte[] rest) {
    return indexOf(rest, ANY_CONTENTS, 0, rest.length) < 0
        && indexOf(rest, DECLARATION, 0, rest.length) < 0
        && indexOf(rest, ENCODED, 0, rest.length) < 0;
  }

  private static int indexOf(byte[] in, byte[] what, int from, int to) {
    for (int i = from; i <= to - what.length; i++) {
      if (startsWith(in, i, what)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] in, int at, byte[] what) {
    // Most are not: the first byte says so, before anything is called.
    return at + what.length <= in.length
        && in[at] == what[0]
        && Arrays.equals(in, at, at + what.length, what, 0, what.length);
  }

  private static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood() {
      super("Not a list as S3 writes it", null, false, false);
    }
  }

  /** Goes through elements that follow each other. */
  private static final class Reader {
    private final byte[] xml;
    private int at;

    Reader(byte[] xml, int at) {
      this.xml = xml;
      this.at = at;
    }

    List<ListedObject> all() {
      List<ListedObject> objects = new ArrayList<>();
      while (startsWith(xml, at, CONTENTS)) {
        at += CONTENTS.length;
        objects.add(object());
        skipSpace();
      }
      return objects;
    }

    private ListedObject object() {
      @Nullable String key = null;
      @Nullable String size = null;
      @Nullable String eTag = null;
      skipSpace();
      while (!startsWith(xml, at, CONTENTS_END)) {
        if (isNext(KEY)) {
          key = once(key, KEY);
        } else if (isNext(SIZE)) {
          size = once(size, SIZE);
        } else if (isNext(ETAG)) {
          eTag = once(eTag, ETAG);
        } else {
          skipElement();
        }
        skipSpace();
      }
      at += CONTENTS_END.length;
      if (key == null || size == null || eTag == null) {
        throw new NotUnderstood();
      }
      return new ListedObject(key, number(size), eTag);
    }

    private boolean isNext(byte[] name) {
      return byteAt(at) == '<'
          && startsWith(xml, at + 1, name)
          && byteAt(at + 1 + name.length) == '>';
    }

    private String once(@Nullable String known, byte[] name) {
      if (known != null) {
        throw new NotUnderstood();
      }
      int start = at + name.length + 2;
      int end = start;
      boolean isPlain = true;
      for (byte b = byteAt(end); b != '<'; b = byteAt(++end)) {
        if (b < ' ') {
          throw new NotUnderstood();
        }
        isPlain &= b != '&';
      }
      if (byteAt(end + 1) != '/'
          || !startsWith(xml, end + 2, name)
          || byteAt(end + 2 + name.length) != '>') {
        throw new NotUnderstood();
      }
      // Whether space around a text belongs to it is for the SDK to say.
      if (xml[start] == ' ' || xml[end - 1] == ' ') {
        throw new NotUnderstood();
      }
      at = end + name.length + 3;
      // The same as of ASCII here, and copied without being looked at once more.
      String text = new String(xml, start, end - start, ISO_8859_1);
      return isPlain ? text : resolved(text);
    }

    private static String resolved(String text) {
      var plain = new StringBuilder(text.length());
      int from = 0;
      for (int and = text.indexOf('&'); and >= 0; and = text.indexOf('&', from)) {
        int end = text.indexOf(';', and);
        if (end < 0) {
          throw new NotUnderstood();
        }
        plain.append(text, from, and).append(referred(text.substring(and + 1, end)));
        from = end + 1;
      }
      return plain.append(text, from, text.length()).toString();
    }

    private static char referred(String name) {
      return switch (name) {
        case "quot", "#34" -> '"';
        case "amp" -> '&';
        case "lt" -> '<';
        case "gt" -> '>';
        case "apos", "#39" -> '\'';
        default -> throw new NotUnderstood();
      };
    }

    private static long number(String text) {
      if (text.isEmpty() || text.length() > DIGITS_MAX) {
        throw new NotUnderstood();
      }
      long number = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < '0' || c > '9') {
          throw new NotUnderstood();
        }
        number = 10 * number + (c - '0');
      }
      return number;
    }

    /** An element without attributes, with all that is in it. */
    private void skipElement() {
      if (byteAt(at) != '<' || byteAt(at + 1) == '/') {
        throw new NotUnderstood();
      }
      int depth = 0;
      int i = at;
      do {
        while (byteAt(i) != '<') {
          i++;
        }
        boolean isEnd = byteAt(i + 1) == '/';
        i += isEnd ? 2 : 1;
        for (byte b = byteAt(i); b != '>'; b = byteAt(++i)) {
          if (b < 0 || !IN_NAMES[b]) {
            throw new NotUnderstood();
          }
        }
        i++;
        depth += isEnd ? -1 : 1;
      } while (depth > 0);
      at = i;
    }

    private void skipSpace() {
      while (at < xml.length && (xml[at] == ' ' || xml[at] == '\n' || xml[at] == '\r')) {
        at++;
      }
    }

    private byte byteAt(int index) {
      if (index >= xml.length) {
        throw new NotUnderstood();
      }
      return xml[index];
    }
  }
}
