package dev.refloat.restore;

import dev.refloat.estimate.Estimate;
import dev.refloat.estimate.Rates;
import dev.refloat.job.JobEstimates;
import dev.refloat.platform.Json;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** How fast this installation restores, as its jobs have shown. */
final class Speed {
  private static final double MILLIS = 1000;
  private static final Logger log = LoggerFactory.getLogger(Speed.class);

  private final JobEstimates estimates;

  Speed(JobEstimates estimates) {
    this.estimates = estimates;
  }

  Rates rates() {
    return rates(estimates.rates());
  }

  private static Rates rates(JobEstimates.StoredRates stored) {
    return stored.text().map(json -> Json.read(json, Rates.class)).orElse(Rates.DEFAULT);
  }

  /**
   * Learns from a run that has just succeeded; to be called by the one who ended it, so that each
   * counts once. Of two that end at once one counts: nobody waits for that, and nothing fails by
   * it.
   */
  void learn(String jobId, Instant ended) {
    try {
      estimates.find(jobId).ifPresent(kept -> learn(kept, ended));
    } catch (SdkException e) {
      log.atWarn().addKeyValue("jobId", jobId).setCause(e).log("Nothing learned of a job");
    }
  }

  private void learn(JobEstimates.Kept kept, Instant ended) {
    Estimate estimate = Json.read(kept.estimate(), Estimate.class);
    Rates then = estimate.rates();
    JobEstimates.StoredRates stored = estimates.rates();
    Rates next =
        rates(stored)
            .learn(
                factor(kept.begun(), kept.planned(), estimate.planningSeconds(), then.planning()),
                factor(kept.planned(), ended, estimate.restoringSeconds(), then.restoring()));
    estimates.replaceRates(stored, Json.text(next));
  }

  /** What it took, by what it would have taken by the model alone. */
  private static double factor(Instant from, Instant to, double estimated, double rate) {
    return Duration.between(from, to).toMillis() / MILLIS * rate / estimated;
  }
}
