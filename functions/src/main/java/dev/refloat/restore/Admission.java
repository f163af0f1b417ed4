package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Run;
import dev.refloat.job.Slots;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Decides which runs may start, where only so many may run at once in a project and into a cluster.
 * The others wait, PENDING, in the order in which they were asked for: one that waits for its
 * project keeps all that come after it there waiting, one that waits for its cluster those for that
 * cluster. Dry runs neither wait nor count.
 */
final class Admission {
  private static final Comparator<Job> OLDEST_FIRST =
      Comparator.comparing(Job::runStart).thenComparing(Job::jobId);

  /** Which of the writes of {@link Slots#take} failed. */
  private static final int PROJECT_IS_FULL = 1;

  private static final int CLUSTER_IS_FULL = 2;

  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final JobStore jobs;
  private final Slots slots;
  private final Executions executions;
  private final Slots.Limits limits;
  private final InstantSource clock;

  Admission(JobStore jobs, Executions executions, Slots.Limits limits, InstantSource clock) {
    this.jobs = jobs;
    this.slots = jobs.slots();
    this.executions = executions;
    this.limits = limits;
    this.clock = clock;
  }

  static Slots.Limits limits(Settings settings) {
    return new Slots.Limits(
        (int) settings.number("RESTORES_PER_PROJECT", 0),
        (int) settings.number("RESTORES_PER_CLUSTER", 0));
  }

  /**
   * Whether a run that was asked for just now may start; where not, its trail says why. Others that
   * wait and may start by now are started.
   *
   * @param job as it was when it was asked for
   */
  boolean admit(Job job) {
    if (job.status() != JobStatus.PENDING || isAdmitted(job)) {
      return true;
    }
    List<Run> admitted = admitted(Optional.of(job));
    admitted.stream().filter(run -> !run.equals(job.run())).forEach(this::startQuietly);
    if (admitted.contains(job.run())) {
      return true;
    }
    // Somebody else may have let it start just now.
    if (jobs.find(job.jobId()).filter(Job::isAdmitted).isPresent()) {
      return true;
    }
    jobs.tellQueued(job.run(), why(job), clock.instant());
    return false;
  }

  private String why(Job job) {
    int inProject = slots.inProject(job);
    return limits.perProject() > 0 && inProject >= limits.perProject()
        ? "%d run in the project, of at most %d.".formatted(inProject, limits.perProject())
        : "%d run into the cluster, of at most %d."
            .formatted(slots.intoCluster(job), limits.perCluster());
  }

  /** Whoever looks after stuck jobs starts what this does not. */
  private void startQuietly(Run run) {
    try {
      executions.start(run);
    } catch (SdkException e) {
      log.atWarn().addKeyValue("run", run.name()).setCause(e).log("One that waited did not start");
    }
  }

  /**
   * Starts those that wait and may start by now.
   *
   * @throws SdkException where one was let start, but did not
   */
  void startThoseThatWait() {
    admitted(Optional.empty()).forEach(executions::start);
  }

  /** Whether it may start as far as is known: of what waits nothing is decided here. */
  boolean isAdmitted(Job job) {
    return limits.isNone() || job.isDryRun() || job.isAdmitted();
  }

  /**
   * Gives those a slot that may start by now.
   *
   * @param known one of those that wait
   */
  private List<Run> admitted(Optional<Job> known) {
    if (limits.isNone()) {
      return List.of();
    }
    var admitted = new ArrayList<Run>();
    var full = new HashSet<String>();
    for (Job job : waiting(known)) {
      if (full.contains(job.projectId()) || full.contains(job.clusterId())) {
        continue;
      }
      OptionalInt failed = new Transaction().with(slots.take(job, limits)).run();
      if (failed.isEmpty()) {
        admitted.add(job.run());
      } else if (failed.getAsInt() == PROJECT_IS_FULL) {
        full.add(job.projectId());
      } else if (failed.getAsInt() == CLUSTER_IS_FULL) {
        full.add(job.clusterId());
      }
    }
    return admitted;
  }

  /** What is known already is not read again: a slot is given only to what still waits. */
  private List<Job> waiting(Optional<Job> known) {
    List<String> others =
        jobs.active().all().stream()
            .filter(id -> known.filter(job -> job.jobId().equals(id)).isEmpty())
            .toList();
    return Stream.concat(known.stream(), jobs.findAll(others).stream())
        .filter(job -> job.status() == JobStatus.PENDING && !job.isAdmitted() && !job.isDryRun())
        .sorted(OLDEST_FIRST)
        .toList();
  }
}
