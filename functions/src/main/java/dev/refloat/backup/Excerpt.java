package dev.refloat.backup;

/** Text of a backup in a message of ours: what others wrote can be of any length and content. */
final class Excerpt {
  /** Longer than any name that Milvus takes is for people to read. */
  private static final int NAME = 80;

  /** Of a sentence with some names in it. */
  static final int SENTENCE = 500;

  private static final String CUT = "…";

  private Excerpt() {}

  /** A name. */
  static String of(String name) {
    return of(name, NAME);
  }

  /** The first characters, on one line; what cannot be shown is a question mark. */
  static String of(String text, int most) {
    boolean isLong = text.codePointCount(0, text.length()) > most;
    var shown = new StringBuilder();
    text.codePoints().limit(most).forEach(c -> shown.appendCodePoint(isShown(c) ? c : '?'));
    return isLong ? shown + CUT : shown.toString();
  }

  /** No control character, and none that turns round the text that follows. */
  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
