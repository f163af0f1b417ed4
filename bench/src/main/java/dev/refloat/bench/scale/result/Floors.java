package dev.refloat.bench.scale.result;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.Prices;
import dev.refloat.bench.scale.s3.Kind;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What no restore of a scenario could do with less, as {@code docs/scaling.md} defines it.
 *
 * @param cost dollars: a COPY of every object, and two LISTs per 1,000
 * @param rateSeconds the copies, at the rate of as many partitions as there can be by then
 * @param concurrencySeconds the copies, as many at once as may be in flight
 * @param functions how many calls copy at once, at most
 * @param inFlight copies that each of them has in flight, at most
 */
public record Floors(
    double cost, double rateSeconds, double concurrencySeconds, long functions, long inFlight) {
  private static final int KEYS_OF_A_LIST = 1_000;

  /** Of what was seen: the size of batches and how many run at once are those of the run. */
  public static Floors of(Seen seen) {
    long copies = seen.s3().count(Kind.COPY);
    int objects = seen.scenario().objects();
    double cost = (objects + 2.0 * Math.ceilDiv(objects, KEYS_OF_A_LIST)) * Prices.S3_WRITE_OR_LIST;
    long batches = batches(seen);
    long collections = seen.scenario().collections();
    long functions =
        LongStream.of(
                batches,
                Facts.Lambda.ACCOUNT_CONCURRENCY,
                Math.min(collections, limit(seen, "Collections"))
                    * Math.min(Math.ceilDiv(batches, collections), limit(seen, "Copy")))
            .min()
            .orElseThrow();
    long inFlight = Math.min(seen.copiesInFlight(), Math.ceilDiv(copies, batches));
    return new Floors(
        cost,
        rateSeconds(copies),
        seen.s3().copySeconds() / (functions * inFlight),
        functions,
        inFlight);
  }

  /** Batches of the plan; a repeated call is counted by its state only once. */
  private static long batches(Seen seen) {
    return Stream.of("InOneCall", "CopyBatch")
        .mapToLong(state -> seen.history().states().getOrDefault(state, 0L))
        .sum();
  }

  private static long limit(Seen seen, String label) {
    long limit = seen.history().concurrency().getOrDefault(label, 0L);
    return limit == 0 ? Facts.StepFunctions.CHILDREN : limit;
  }

  /** One partition at first; each time that S3 takes to split, there are twice as many. */
  static double rateSeconds(long copies) {
    double left = copies;
    double seconds = 0;
    for (long partitions = 1; ; partitions *= 2) {
      double rate = (double) Facts.S3.WRITES_PER_SECOND * partitions;
      long period = Facts.S3.SPLIT_AFTER.toSeconds();
      if (left <= rate * period) {
        return seconds + left / rate;
      }
      left -= rate * period;
      seconds += period;
    }
  }

  public double seconds() {
    return Math.max(rateSeconds, concurrencySeconds);
  }
}
