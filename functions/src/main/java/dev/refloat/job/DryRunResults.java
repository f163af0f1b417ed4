package dev.refloat.job;

import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What dry runs found, as bytes that only who wrote them understands: {@code DRYRUN#0} and on,
 * written in the transaction that puts the plan on the job.
 */
public final class DryRunResults {
  private final Slices slices;

  public DryRunResults(Table table) {
    this.slices = new Slices(table, "DRYRUN");
  }

  /**
   * The writes that keep it.
   *
   * @return empty where it takes more than 3 MB, compressed
   */
  public Optional<List<Write>> put(String jobId, byte[] result, Instant now) {
    return slices.put(jobId, result, now);
  }

  /** Empty for a job that is no dry run, or is not planned yet. */
  public Optional<byte[]> find(String jobId) {
    return slices.find(jobId);
  }
}
