package dev.refloat.api;

import dev.refloat.job.Copied;
import dev.refloat.job.Job;
import dev.refloat.job.JobEstimates;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What a run took, as far as its job knows: requests and transitions are counted by AWS alone.
 *
 * @param seconds from the beginning of its planning to its end
 * @param planningSeconds of these
 * @param objects that were copied, of the job
 * @param bytes of these
 */
record ActualView(long seconds, long planningSeconds, long objects, long bytes) {
  /** Empty until the run has ended. */
  static Optional<ActualView> of(Job job, JobEstimates.Kept kept, Collection<Copied> copied) {
    return job.endTime()
        .filter(end -> !end.isBefore(kept.planned()))
        .map(
            end ->
                new ActualView(
                    seconds(kept.begun(), end),
                    seconds(kept.begun(), kept.planned()),
                    copied.stream().mapToLong(Copied::objects).sum(),
                    copied.stream().mapToLong(Copied::bytes).sum()));
  }

  /** Rounded up, as the estimate is. */
  private static long seconds(Instant from, Instant to) {
    return Math.ceilDiv(Duration.between(from, to).toMillis(), 1000L);
  }
}
