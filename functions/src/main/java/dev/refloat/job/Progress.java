package dev.refloat.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  public static Progress of(Job job, List<Outcome> outcomes, Instant now) {
    long objectsTotal = job.plan().map(Job.PlanReference::objects).orElse(0L);
    long bytesTotal = job.plan().map(Job.PlanReference::bytes).orElse(0L);
    long objectsCopied = outcomes.stream().mapToLong(Outcome::objectsCopied).sum();
    long bytesCopied = outcomes.stream().mapToLong(Outcome::bytesCopied).sum();
    long millis =
        Math.max(1, Duration.between(job.startTime(), job.endTime().orElse(now)).toMillis());
    long rate = Math.round(bytesCopied * 1000.0 / millis);
    int percent =
        job.status() == JobStatus.SUCCESSFUL
            ? 100
            : job.plan().isEmpty()
                ? 0
                : percent(bytesCopied, bytesTotal, objectsCopied, objectsTotal);
    Optional<Long> eta =
        job.status().isTerminal() || rate == 0
            ? Optional.empty()
            : Optional.of(Math.ceilDiv(bytesTotal - bytesCopied, rate));
    return new Progress(percent, objectsTotal, objectsCopied, bytesTotal, bytesCopied, rate, eta);
  }

  /** By bytes, or by objects where all are empty. */
  static int percent(long bytes, long bytesTotal, long objects, long objectsTotal) {
    if (objectsTotal == 0) {
      return BEFORE_THE_END;
    }
    double share = bytesTotal > 0 ? (double) bytes / bytesTotal : (double) objects / objectsTotal;
    return Math.clamp((long) Math.floor(share * 100), 0, BEFORE_THE_END);
  }
}
