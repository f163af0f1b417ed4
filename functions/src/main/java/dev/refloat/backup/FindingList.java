package dev.refloat.backup;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a check finds, under the name of what is being checked. Only the first of each sort
 * are kept, since a fault in the writer repeats itself in every one of a million segments.
 */
final class FindingList {
  static final int KEPT = 1_000;

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private String subject = "";

  /** What the findings from here on are about. */
  void about(String subject) {
    this.subject = subject;
  }

  void problem(String text) {
    add(problems, text);
  }

  void warning(String text) {
    add(warnings, text);
  }

  void problemIf(boolean found, String text) {
    if (found) {
      problem(text);
    }
  }

  void warningIf(boolean found, String text) {
    if (found) {
      warning(text);
    }
  }

  Findings toFindings() {
    return new Findings(problems, warnings);
  }

  private void add(List<String> list, String text) {
    if (list.size() < KEPT) {
      list.add(Excerpt.of(subject + ": " + text, Excerpt.SENTENCE));
    }
  }
}
