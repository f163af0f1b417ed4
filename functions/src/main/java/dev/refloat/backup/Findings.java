package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;

/**
 * What a check of a backup's meta found.
 *
 * @param problems why it must not be restored
 * @param warnings what looks odd and does no harm
 */
public record Findings(List<String> problems, List<String> warnings) {
  private static final int NAMED = 20;

  public Findings {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
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
    int more = problems.size() - NAMED;
    throw new Refused(
        ErrorCode.BACKUP_DAMAGED,
        "The backup's meta does not fit itself: "
            + String.join("; ", problems.subList(0, Math.min(NAMED, problems.size())))
            + (more > 0 ? "; and " + more + " more." : "."));
  }
}
