package dev.refloat.restore;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.Job;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Sweeps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Removes what ended restores have left behind.
 *
 * <p>When a job ends, a function call of it can still be running: stopping an execution does not
 * stop the functions it called, a call may be delivered twice, and a request that S3 has taken
 * takes effect though its sender died. What such a call writes after the job's files were removed,
 * or after its collection was replaced by a later restore, is invisible, under ids that nobody uses
 * again, and would stay for ever. So each run of a job is looked at once more when no call of it
 * can be running any more; where the job was retried in the meantime, only at what the earlier runs
 * gave up.
 */
public final class Sweep {
  /**
   * A function runs for 15 minutes at most, and a server-side copy that it sent in the last of them
   * takes one or two more.
   */
  static final Duration AFTER_THE_END = Duration.ofMinutes(20);

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final Sweeps sweeps;
  private final JobStore jobs;
  private final CollectionNames names;
  private final Removal removal;
  private final InstantSource clock;

  Sweep(Sweeps sweeps, JobStore jobs, CollectionNames names, Removal removal, InstantSource clock) {
    this.sweeps = sweeps;
    this.jobs = jobs;
    this.names = names;
    this.removal = removal;
    this.clock = clock;
  }

  /**
   * Does what is due. What fails or is not reached stays due, and is done by the next call. The
   * failure of one job does not keep the others from being swept.
   *
   * @param mayGoOn false as soon as nothing more is to be begun
   * @throws SweepFailed at the end, where any failed
   */
  public void run(BooleanSupplier mayGoOn) {
    var failed = new SweepFailed();
    for (Sweeps.Order order : sweeps.due(clock.instant())) {
      if (!mayGoOn.getAsBoolean()) {
        break;
      }
      try (var _ = MDC.putCloseable("jobId", order.jobId())) {
        // A job is gone after 90 days, and with it what would say where to look.
        jobs.find(order.jobId()).ifPresent(this::sweep);
        sweeps.done(order);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("jobId", order.jobId()).setCause(e).log("Sweep failed");
        failed.addSuppressed(e);
      }
    }
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }

  private void sweep(Job job) {
    for (Outcome outcome : jobs.outcomes().all(job.jobId())) {
      outcome.formerIds().forEach(id -> removal.removeId(job.clusterId(), id));
      if (job.status().isTerminal() && outcome.status() != OutcomeStatus.SKIPPED) {
        sweep(job, outcome);
      }
    }
  }

  /** A collection that was restored may have been replaced by a later restore. */
  private void sweep(Job job, Outcome outcome) {
    if (outcome.status().isGivenUp() || !isVisible(job, outcome)) {
      removal.remove(job, outcome);
    } else {
      removal.abortLeft(job, outcome);
    }
  }

  private boolean isVisible(Job job, Outcome outcome) {
    return names
        .find(job.clusterId(), outcome.dbName(), outcome.name())
        .flatMap(CollectionNames.Name::current)
        .filter(outcome.collectionId()::equals)
        .isPresent();
  }

  /** Some jobs could not be swept; the failures are suppressed in it. */
  public static final class SweepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SweepFailed() {
      super("Some ended restores could not be swept; the next sweep tries again");
    }
  }
}
