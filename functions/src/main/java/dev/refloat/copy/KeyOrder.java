package dev.refloat.copy;

import java.util.Comparator;

/**
 * The order in which S3 lists keys: by the bytes of their UTF-8, which is the order of code points.
 * {@link String#compareTo} differs above U+FFFF.
 */
enum KeyOrder implements Comparator<String> {
  UTF_8;

  @Override
  public int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point above every other char.
        boolean high = Character.isSurrogate(a);
        return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
