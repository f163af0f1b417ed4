package dev.refloat.backup;

/**
 * Something that a check found.
 *
 * @param subject what it is about: the backup, a collection, a partition or segment of one, or the
 *     key of an object
 */
public record Finding(Severity severity, String subject, String text) {
  /** Whether it keeps a backup from being restored. */
  public enum Severity {
    /** What would be restored would be wrong. */
    PROBLEM,
    /** It looks odd and does no harm. */
    WARNING
  }

  static Finding problem(String subject, String text) {
    return new Finding(Severity.PROBLEM, subject, text);
  }

  static Finding warning(String subject, String text) {
    return new Finding(Severity.WARNING, subject, text);
  }

  /** As messages have it. */
  @Override
  public String toString() {
    return subject + ": " + text;
  }
}
