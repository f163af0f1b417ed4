package dev.refloat.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a job: the first, or one that a retry began. Its execution has its name, and what it
 * reserves in a cluster is reserved under that name, so that a late step of an earlier run neither
 * holds nor releases what is of a later one.
 *
 * @param number from 1 to {@value #MOST}
 */
public record Run(String jobId, int number) {
  /** The number is a part of a plan's number, which has nine digits. */
  public static final int MOST = 99;

  private static final int FIRST = 1;
  private static final Pattern NAME = Pattern.compile("([^-]+-[^-]+)-([1-9][0-9]?)");

  public Run {
    if (number < FIRST || number > MOST) {
      throw new IllegalArgumentException("A job has no run of this number: " + number);
    }
  }

  public static Run first(String jobId) {
    return new Run(jobId, FIRST);
  }

  /** The run of this name. What is no name of a later run is one of a first. */
  public static Run of(String name) {
    Matcher later = NAME.matcher(name);
    return later.matches()
        ? new Run(later.group(1), Integer.parseInt(later.group(2)))
        : first(name);
  }

  /** Whether this is {@code last}, or a run of the same job before it. */
  public boolean isUpTo(Run last) {
    return jobId.equals(last.jobId) && number <= last.number;
  }

  Run next() {
    return new Run(jobId, number + 1);
  }

  public String name() {
    return number == FIRST ? jobId : jobId + "-" + number;
  }
}
