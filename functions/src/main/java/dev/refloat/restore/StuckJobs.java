package dev.refloat.restore;

import dev.refloat.job.ActiveJobs;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Looks after jobs that have not ended: lists those that were not, starts those whose start got
 * lost, stops those that were canceled, and ends those whose execution ended without telling. So no
 * job is stuck for longer than a minute or two, whatever process died and whatever event was lost.
 */
public final class StuckJobs {
  /**
   * Whoever asked for a run, or canceled it, is still about to start or stop it; and Step Functions
   * may not tell of an execution yet that has just begun.
   */
  private static final Duration YOUNG = Duration.ofSeconds(30);

  /** Then Step Functions has had an hour to take it. */
  private static final Duration TOO_OLD = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(StuckJobs.class);

  private final JobStore jobs;
  private final ActiveJobs active;
  private final Executions executions;
  private final Admission admission;
  private final EndRestore ending;
  private final Metrics metrics;
  private final InstantSource clock;

  StuckJobs(
      JobStore jobs,
      Executions executions,
      Admission admission,
      EndRestore ending,
      Metrics metrics,
      InstantSource clock) {
    this.jobs = jobs;
    this.active = jobs.active();
    this.executions = executions;
    this.admission = admission;
    this.ending = ending;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Looks at each once. The failure of one does not keep the others from being looked at, and is
   * tried again by the next call. Measures {@code JobsOpen}, those that have not ended, and {@code
   * OldestJobSeconds}, how long ago the oldest of their runs was asked for.
   *
   * @param mayGoOn false as soon as nothing more is to be begun
   * @throws NotLookedAfter at the end, where any failed
   */
  public void run(BooleanSupplier mayGoOn) {
    var failed = new NotLookedAfter();
    startThoseThatWaited(failed);
    List<Duration> ages = new ArrayList<>();
    for (String jobId : active.all()) {
      if (!mayGoOn.getAsBoolean()) {
        break;
      }
      try (var _ = MDC.putCloseable("jobId", jobId)) {
        Optional<Job> open = jobs.find(jobId).filter(job -> !job.status().isTerminal());
        open.map(this::age).ifPresent(ages::add);
        open.ifPresent(this::lookAfter);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("jobId", jobId).setCause(e).log("Job was not looked after");
        failed.addSuppressed(e);
      }
    }
    measure(ages);
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }

  private void measure(List<Duration> ages) {
    Duration oldest = ages.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    metrics.put(
        Map.of(),
        List.of(
            new Measure("JobsOpen", Unit.COUNT, ages.size()),
            new Measure("OldestJobSeconds", Unit.SECONDS, oldest.toSeconds())));
  }

  private Duration age(Job job) {
    return Duration.between(job.runStart(), clock.instant());
  }

  /** Whoever is let start and then not started, because this fails, is found young and started. */
  private void startThoseThatWaited(NotLookedAfter failed) {
    try {
      admission.startThoseThatWait();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Those that wait were not started");
      failed.addSuppressed(e);
    }
  }

  private void lookAfter(Job job) {
    if (job.status() != JobStatus.IN_PROGRESS) {
      // A run starts behind the listing of its job, so one that runs is listed.
      jobs.lists().add(job);
    }
    Optional<ExecutionStatus> execution = executions.status(job.run());
    if (execution.isEmpty()) {
      withoutExecution(job);
    } else if (execution.get() == ExecutionStatus.RUNNING) {
      if (job.status() == JobStatus.CANCELING) {
        executions.stop(job.run(), job.reason());
      }
    } else {
      log.atWarn()
          .addKeyValue("jobId", job.jobId())
          .addKeyValue("execution", execution.get())
          .log("Execution ended and its job did not");
      ending.abandon(job.run(), ExecutionEnd.reason(execution.get().toString()));
    }
  }

  private void withoutExecution(Job job) {
    Duration age = age(job);
    if (age.compareTo(YOUNG) <= 0) {
      return;
    }
    switch (job.status()) {
      case PENDING -> {
        if (admission.isAdmitted(job)) {
          start(job, age);
        }
      }
      case IN_PROGRESS ->
          ending.abandon(
              job.run(), "The execution of the restore is gone. Retry the job to go on with it.");
      case CANCELING -> ending.abandon(job.run(), job.reason());
      default -> throw new IllegalStateException("A job that has ended is not looked after");
    }
  }

  private void start(Job job, Duration age) {
    try {
      executions.start(job.run());
    } catch (SdkException e) {
      if (age.compareTo(TOO_OLD) <= 0) {
        throw e;
      }
      log.atError()
          .addKeyValue("jobId", job.jobId())
          .setCause(e)
          .log("Job is not started any more");
      ending.abandon(job.run(), "The restore could not be started for an hour. Retry the job.");
    }
  }

  /** Some jobs could not be looked after; the failures are suppressed in it. */
  public static final class NotLookedAfter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotLookedAfter() {
      super("Some jobs could not be looked after; the next call tries again");
    }
  }
}
