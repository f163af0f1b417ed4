package dev.refloat.bench.scale.result;

import dev.refloat.bench.scale.Prices;
import dev.refloat.bench.scale.lambda.SimulatedLambda;
import dev.refloat.bench.scale.lambda.Usage;
import java.util.Map;

/**
 * What a restore asked of Lambda.
 *
 * @param gbSeconds with the starts of environments, which are charged
 * @param coldStarts calls that began with one
 * @param timeouts calls that ran out of time
 * @param longest milliseconds, by function
 * @param peak calls at once, at most
 * @param refused answers of TooManyRequestsException
 * @param events by which functions were called ahead
 */
public record LambdaUse(
    long calls,
    double gbSeconds,
    long coldStarts,
    long timeouts,
    Map<String, Long> longest,
    int peak,
    long refused,
    long events) {
  public static LambdaUse of(SimulatedLambda lambda, long events) {
    Usage usage = lambda.usage();
    return new LambdaUse(
        usage.calls(),
        usage.gbSeconds(),
        usage.coldStarts(),
        usage.timeouts(),
        usage.longest(),
        lambda.peak(),
        lambda.refused(),
        events);
  }

  double cost() {
    return gbSeconds * Prices.LAMBDA_GB_SECOND
        + calls * Prices.LAMBDA_REQUEST
        + events * Prices.EVENT;
  }
}
