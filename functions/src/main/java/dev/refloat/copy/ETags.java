package dev.refloat.copy;

import java.util.regex.Pattern;

/** What an ETag says. */
final class ETags {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private ETags() {}

  /** Some servers quote it and some do not. */
  static String unquoted(String eTag) {
    return eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"")
        ? eTag.substring(1, eTag.length() - 1)
        : eTag;
  }

  /** Whether it has the form of an MD5. That of an object in parts has not. */
  static boolean isLikeMd5(String eTag) {
    return MD5.matcher(unquoted(eTag)).matches();
  }
}
