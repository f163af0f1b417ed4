package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.refloat.restore.DryRun;
import dev.refloat.restore.DryRuns;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a dry run.
 *
 * @param planId what the restore is asked for with that is to do just this
 * @param jobId where the plan is found once it is made; the same id
 * @param status of that job: SUCCESSFUL, or IN_PROGRESS where it takes longer than a call may
 * @param plan its fields stand beside the others once it is made
 */
record DryRunView(String planId, String jobId, String status, @JsonUnwrapped @Nullable Plan plan) {

  static DryRunView of(DryRuns.Result result) {
    return new DryRunView(
        result.job().jobId(),
        result.job().jobId(),
        result.job().status().name(),
        Plan.of(result.found()));
  }

  /**
   * What a restore would do.
   *
   * @param estimate its fields stand beside the others; not there where the backup cannot be
   *     planned
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Plan(
      List<Collection> collections,
      Totals totals,
      @JsonUnwrapped @Nullable EstimateView estimate,
      List<String> warnings,
      List<DryRun.Problem> problems) {

    /** More make an answer larger than Lambda lets pass; the totals are of all. */
    static final int COLLECTIONS_SHOWN = 10_000;

    static @Nullable Plan of(Optional<DryRun> found) {
      return found.map(Plan::of).orElse(null);
    }

    private static Plan of(DryRun found) {
      return new Plan(
          found.collections().stream().limit(COLLECTIONS_SHOWN).map(Collection::of).toList(),
          Totals.of(found),
          found.estimate() == null ? null : EstimateView.of(found.estimate()),
          found.warnings(),
          found.problems());
    }
  }

  /** As {@link DryRun.Collection}, without what is of no use outside. */
  record Collection(
      String source,
      String destination,
      long objects,
      long bytes,
      long rows,
      long partitions,
      long segments,
      String conflict) {
    static Collection of(DryRun.Collection collection) {
      return new Collection(
          collection.source(),
          collection.destination(),
          collection.objects(),
          collection.bytes(),
          collection.rows(),
          collection.partitions(),
          collection.segments(),
          collection.conflict().name());
    }
  }

  /** Of all collections that would be copied. */
  record Totals(
      long collections, long objects, long bytes, long rows, long partitions, long segments) {
    static Totals of(DryRun found) {
      return new Totals(
          found.total(_ -> 1),
          found.total(DryRun.Collection::objects),
          found.total(DryRun.Collection::bytes),
          found.total(DryRun.Collection::rows),
          found.total(DryRun.Collection::partitions),
          found.total(DryRun.Collection::segments));
    }
  }
}
