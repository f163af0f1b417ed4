package dev.refloat.bench.report;

/**
 * A section of the page that can be of another run than the rest, and says so itself.
 *
 * @param heading with its mark and the line's end
 * @param text the whole section, with its heading
 */
record Section(String heading, String text) {

  /** In place of the section that is there; where there is none, before the last one. */
  String in(String document) {
    int start = document.indexOf(heading);
    int end = document.indexOf("\n## ", start < 0 ? 0 : start + 1) + 1;
    if (start < 0) {
      start = document.lastIndexOf("\n## ") + 1;
      end = start;
    }
    int rest = end == 0 ? document.length() : end;
    return document.substring(0, start) + text + document.substring(rest);
  }
}
