package dev.refloat.restore;

import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a job failed, in one text for people. Each collection's own reason stands on its outcome as
 * well.
 */
final class FailureReport {
  /** Enough to see a pattern; the rest is one call away. */
  private static final int NAMED = 5;

  private FailureReport() {}

  /**
   * @param by who has canceled it
   */
  static String canceled(String by, List<Outcome> outcomes) {
    long restored =
        outcomes.stream().filter(outcome -> outcome.status() == OutcomeStatus.RESTORED).count();
    return outcomes.isEmpty()
        ? by + " Nothing had been restored."
        : by
            + " %d of %d collections were restored before; they stay."
                .formatted(restored, outcomes.size());
  }

  /**
   * @param outcomes of the whole job
   * @param run the number of the run that failed: what an earlier one gave up is not its reason
   * @param reason why the run could not go on, where that is so
   */
  static String of(List<Outcome> outcomes, int run, Optional<String> reason) {
    List<Outcome> failed =
        outcomes.stream()
            .filter(outcome -> outcome.status() == OutcomeStatus.FAILED && outcome.run() == run)
            .toList();
    if (failed.isEmpty()) {
      return reason.orElse("The restore ended before it was planned.");
    }
    String named =
        failed.stream()
            .limit(NAMED)
            .map(outcome -> outcome.dbName() + "." + outcome.name() + ": " + outcome.reason())
            .collect(Collectors.joining(" "));
    String more = failed.size() > NAMED ? " The others are in the job's collections." : "";
    return "%d of %d collections failed: %s%s"
        .formatted(failed.size(), outcomes.size(), named, more);
  }
}
