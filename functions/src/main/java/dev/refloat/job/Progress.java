package dev.refloat.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How far a job is, summed over its collections. The counters behind it only grow, and a retry
 * begins behind what was shown before it, so it never goes back.
 *
 * @param percent 0 to 99 while the job runs; 100 only when it succeeded
 * @param bytesPerSecond of the present run
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
    long rate = rate(job, all, now);
    int percent =
        job.status() == JobStatus.SUCCESSFUL
            ? 100
            : job.plan().isEmpty() ? 0 : percent(all, objectsTotal, bytesTotal);
    Optional<Long> eta =
        job.status().isTerminal() || rate == 0
            ? Optional.empty()
            : Optional.of(Math.max(0, Math.ceilDiv(bytesTotal - all.bytes(), rate)));
    return new Progress(
        Math.max(percent, job.earlier().percent()),
        objectsTotal,
        Math.max(all.objects(), Math.min(job.earlier().objects(), objectsTotal)),
        bytesTotal,
        Math.max(all.bytes(), Math.min(job.earlier().bytes(), bytesTotal)),
        rate,
        eta);
  }

  private static long rate(Job job, Copied all, Instant now) {
    Duration took = Duration.between(job.runStart(), job.endTime().orElse(now));
    long copied = Math.max(0, all.bytes() - job.earlier().visibleBytes());
    return Math.round(copied * 1000.0 / Math.max(1, took.toMillis()));
  }

  /** What the next run of the job has to begin behind. */
  public Job.Earlier earlier(long visibleBytes) {
    return new Job.Earlier(percent, objectsCopied, bytesCopied, visibleBytes);
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
