package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check of a backup found.
 *
 * @param problems the first ones of why it must not be restored
 * @param warnings the first ones of what looks odd and does no harm
 * @param problemCount how many there are
 * @param warningCount how many there are
 */
public record Findings(
    List<Finding> problems, List<Finding> warnings, long problemCount, long warningCount) {
  static final Findings NONE = new Findings(List.of(), List.of(), 0, 0);

  private static final int NAMED = 20;

  public Findings {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  static Findings ofWarnings(List<Finding> warnings) {
    return new Findings(List.of(), warnings, 0, warnings.size());
  }

  /** These, then those of another check. */
  Findings and(Findings more) {
    return new Findings(
        Stream.concat(problems.stream(), more.problems.stream()).toList(),
        Stream.concat(warnings.stream(), more.warnings.stream()).toList(),
        problemCount + more.problemCount,
        warningCount + more.warningCount);
  }

  /**
   * Throws where there is a problem.
   *
   * @throws Refused {@link ErrorCode#BACKUP_DAMAGED} with the first {@value #NAMED} problems
   */
  public void refuseProblems() {
    if (problems.isEmpty()) {
      return;
    }
    String first =
        problems.stream().limit(NAMED).map(Finding::toString).collect(Collectors.joining("; "));
    long more = problemCount - NAMED;
    throw new Refused(
        ErrorCode.BACKUP_DAMAGED,
        "The backup's meta does not fit itself: "
            + first
            + (more > 0 ? "; and " + more + " more." : "."));
  }
}
