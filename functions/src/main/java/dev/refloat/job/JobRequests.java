package dev.refloat.job;

import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.List;

/**
 * What was asked of each job, as bytes that only who wrote them understands: {@code REQUEST#0} and
 * on, written in the transaction that creates the job.
 */
public final class JobRequests {
  private final Slices slices;

  public JobRequests(Table table) {
    this.slices = new Slices(table, "REQUEST");
  }

  /** A body has at most 1 MiB, and what is kept of it is no longer. */
  public List<Write> create(String jobId, byte[] request, Instant now) {
    return slices
        .put(jobId, request, now)
        .orElseThrow(() -> new IllegalArgumentException("A request cannot be that long"));
  }

  public byte[] read(String jobId) {
    return slices
        .find(jobId)
        .orElseThrow(() -> new IllegalStateException("The job has no request"));
  }
}
