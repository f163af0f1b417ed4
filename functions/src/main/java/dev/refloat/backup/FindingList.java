package dev.refloat.backup;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a check finds, under the name of what is being checked. All are counted and the
 * first of each severity kept, since a fault in the writer repeats itself in every one of a million
 * segments.
 */
final class FindingList {
  static final int KEPT = 1_000;

  private final List<Finding> problems = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private String subject = "";
  private long problemCount;
  private long warningCount;

  /** What the findings from here on are about. */
  void about(String subject) {
    this.subject = subject;
  }

  void problem(String text) {
    if (problemCount++ < KEPT) {
      problems.add(Finding.problem(subject, Excerpt.of(text, Excerpt.SENTENCE)));
    }
  }

  void warning(String text) {
    if (warningCount++ < KEPT) {
      warnings.add(Finding.warning(subject, Excerpt.of(text, Excerpt.SENTENCE)));
    }
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
    return new Findings(problems, warnings, problemCount, warningCount);
  }
}
