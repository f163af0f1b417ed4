package dev.refloat.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** The keys that a file can stand for, and their order. */
final class Keys {
  /** What most file systems allow for one name. */
  private static final int MAX_NAME_BYTES = 255;

  /** S3's own limit for a key. */
  private static final int MAX_KEY_BYTES = 1024;

  private Keys() {}

  /** S3Proxy keeps its own notes under such names; listings leave them out. */
  static boolean isReserved(String key) {
    return key.startsWith(".mpus-") || key.startsWith(".s3proxy-");
  }

  /** Refuses a key that this server cannot or must not write. */
  static void requireWritable(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw Errors.s3(400, "KeyTooLongError", "Your key is too long");
    }
    Optional<String> refusal =
        isReserved(key)
            ? Optional.of("the server keeps its own notes under such names")
            : refusal(key);
    if (refusal.isPresent()) {
      throw S3Exceptions.invalidRequest("This server cannot keep the key: " + refusal.get());
    }
  }

  /** Why this key cannot be a path below a bucket's directory; empty if it can. */
  static Optional<String> refusal(String key) {
    if (key.indexOf('\0') >= 0) {
      return Optional.of("it contains a null character");
    }
    String body = isMarker(key) ? key.substring(0, key.length() - 1) : key;
    for (String name : body.split("/", -1)) {
      if (name.isEmpty()) {
        return Optional.of("it begins with a slash or has two in a row");
      }
      if (name.equals(".") || name.equals("..")) {
        return Optional.of("it has a segment . or ..");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        return Optional.of("a segment between two slashes is longer than 255 bytes");
      }
    }
    return Optional.empty();
  }

  /** Such a key is kept as a directory, and its object is always empty. */
  static boolean isMarker(String key) {
    return key.endsWith("/");
  }

  /**
   * S3's order: the bytes of UTF-8. Java's differs where a surrogate pair meets a character above
   * it.
   */
  static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        if (Character.isSurrogate(x) != Character.isSurrogate(y)) {
          return Character.isSurrogate(x) ? 1 : -1;
        }
        return Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
