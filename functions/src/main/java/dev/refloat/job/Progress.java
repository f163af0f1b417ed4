package dev.refloat.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How far a job is, summed over its collections. The counters behind it only grow, so it never goes
 * back.
 *
 * @param percent 0 to 99 while the job runs; 100 only when it succeeded
 * @param etaSeconds absent where nothing can be said yet or the job has ended
 */
public record Progress(
    int percent,
    long objectsTotal,
    long objectsCopied,
    long bytesTotal,
    long bytesCopied,
    long bytesPerSecond,
    Optional<Long> etaSeconds) {

  /** What is left after the last byte was copied: completing, verifying, committing. */
  private static final int BEFORE_THE_END = 99;

  /**
   * The progress of a job.
   *
   * @param copied of each of its collections
   */
  public static Progress of(Job job, Collection<Copied> copied, Instant now) {
    long objectsTotal = job.plan().map(Job.PlanReference::objects).orElse(0L);
    long bytesTotal = job.plan().map(Job.PlanReference::bytes).orElse(0L);
    Copied all = Copied.sum(copied);
    long millis =
        Math.max(1, Duration.between(job.startTime(), job.endTime().orElse(now)).toMillis());
    long rate = Math.round(all.bytes() * 1000.0 / millis);
    int percent =
        job.status() == JobStatus.SUCCESSFUL
            ? 100
            : job.plan().isEmpty() ? 0 : percent(all, objectsTotal, bytesTotal);
    Optional<Long> eta =
        job.status().isTerminal() || rate == 0
            ? Optional.empty()
            : Optional.of(Math.ceilDiv(bytesTotal - all.bytes(), rate));
    return new Progress(percent, objectsTotal, all.objects(), bytesTotal, all.bytes(), rate, eta);
  }

  /** By bytes, or by objects where all are empty. */
  static int percent(Copied copied, long objectsTotal, long bytesTotal) {
    if (objectsTotal == 0) {
      return BEFORE_THE_END;
    }
    double share =
        bytesTotal > 0
            ? (double) copied.bytes() / bytesTotal
            : (double) copied.objects() / objectsTotal;
    return Math.clamp((long) Math.floor(share * 100), 0, BEFORE_THE_END);
  }
}
