package dev.refloat.job;

import static java.util.stream.Collectors.toMap;

import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Jobs and the outcomes of their collections. Every change of a state is a conditional write. */
public final class JobStore {
  static final String JOB = "JOB";
  static final String OUTCOME = "COLLECTION#";

  /** The ledger's items in which batches count: {@code DONE#{attempt}#{collection}#{shard}}. */
  private static final String DONE = "DONE#";

  /** How long a job is kept, with all that hangs on it. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final Table table;

  public JobStore(Table table) {
    this.table = table;
  }

  public Optional<Job> find(String jobId) {
    return table.find(partition(jobId), JOB).map(Job::of);
  }

  /** The jobs of a project, newest first; read lazily, eventually consistent. Close it. */
  public Stream<Job> list(String projectId) {
    return table.listing(listKey(projectId)).map(Job::of);
  }

  public Write create(Job job) {
    return Write.put(table, job.toItem()).ifAbsent();
  }

  /** Fails where the job has left PENDING, unless it is IN_PROGRESS already. */
  public boolean begin(String jobId, String executionArn) {
    return table.write(
        Write.update(table, partition(jobId), JOB)
            .set("status", JobStatus.IN_PROGRESS.name())
            .set("executionArn", executionArn)
            .ifOneOf("status", Set.of(JobStatus.PENDING, JobStatus.IN_PROGRESS)));
  }

  /**
   * Writes the plan, if the job has none: the first plan stays, whoever comes later uses it.
   *
   * @return false where the job has a plan or no longer runs
   */
  public boolean setPlan(String jobId, Job.PlanReference plan) {
    return table.write(
        Write.update(table, partition(jobId), JOB)
            .set("plan", Json.text(plan))
            .ifAbsent("plan")
            .ifOneOf("status", Set.of(JobStatus.IN_PROGRESS)));
  }

  /** Writes nothing; fails where the job does not run, or has ended. */
  public Write requireRunning(String jobId) {
    return Write.check(table, partition(jobId), JOB)
        .ifEquals("status", JobStatus.IN_PROGRESS.name());
  }

  /** Ends a job; fails where it has ended already. */
  public Write end(String jobId, JobStatus status, String reason, Instant now) {
    return Write.update(table, partition(jobId), JOB)
        .set("status", status.name())
        .set("reason", reason)
        .set("endTime", now.toString())
        .ifOneOf("status", status.previous());
  }

  /** Ends a job as failed that no execution has begun; fails where one has. */
  public Write endUnstarted(String jobId, String reason, Instant now) {
    return Write.update(table, partition(jobId), JOB)
        .set("status", JobStatus.FAILED.name())
        .set("reason", reason)
        .set("endTime", now.toString())
        .ifEquals("status", JobStatus.PENDING.name());
  }

  /** Whether files may still be written for a collection with this outcome. */
  public static boolean mayCopy(Item outcome) {
    return OutcomeStatus.COPYING.name().equals(outcome.text("status"));
  }

  /** All of a job's outcomes, in the order of the plan. */
  public List<Outcome> outcomes(String jobId) {
    return table.query(partition(jobId), OUTCOME).stream().map(Outcome::of).toList();
  }

  /** What was copied of each collection, by its number; those of which nothing was are absent. */
  public Map<String, Copied> copied(Job job) {
    return job
        .plan()
        .map(plan -> table.query(partition(job.jobId()), DONE + plan.attempt() + "#"))
        .orElse(List.of())
        .stream()
        .collect(toMap(item -> item.text("sk").split("#", -1)[2], Copied::of, Copied::plus));
  }

  public Optional<Outcome> outcome(String jobId, String collection) {
    return table.find(partition(jobId), OUTCOME + collection).map(Outcome::of);
  }

  /** Fails where the outcome is there already. */
  public Write addOutcome(String jobId, Outcome outcome, Instant now) {
    return Write.put(table, outcome.toItem(jobId, now)).ifAbsent();
  }

  /** Fails where {@code to} is no legal move from the state the outcome is in. */
  public Write move(String jobId, String collection, OutcomeStatus to) {
    return Write.update(table, partition(jobId), OUTCOME + collection)
        .set("status", to.name())
        .ifOneOf("status", to.previous());
  }

  /**
   * Records that a collection is visible; the files of the one whose place it took are yet to be
   * removed.
   */
  public Write restored(String jobId, String collection, Optional<String> replaced) {
    return move(jobId, collection, OutcomeStatus.RESTORED).set("replaces", replaced.orElse(null));
  }

  /** The files of the replaced collection are gone, or their removal was given up for a reason. */
  public void replacedRemoved(String jobId, String collection, String reason) {
    table.write(
        Write.update(table, partition(jobId), OUTCOME + collection)
            .remove("replaces")
            .set("reason", reason.isEmpty() ? null : reason)
            .ifEquals("status", OutcomeStatus.RESTORED.name()));
  }

  /**
   * Lets a collection be written to; fails where it was given up. Holds as well for one that is
   * being copied.
   */
  public Write startCopying(String jobId, String collection) {
    return Write.update(table, partition(jobId), OUTCOME + collection)
        .set("status", OutcomeStatus.COPYING.name())
        .ifOneOf("status", Set.of(OutcomeStatus.WAITING, OutcomeStatus.COPYING));
  }

  /** Like {@link #move}, but holds as well when the outcome is in that state already. */
  public boolean moveOrStay(String jobId, String collection, OutcomeStatus to) {
    return table.write(move(jobId, collection, to)) || isIn(jobId, collection, to);
  }

  public boolean verified(String jobId, String collection, String how) {
    return table.write(move(jobId, collection, OutcomeStatus.VERIFIED).set("verified", how))
        || isIn(jobId, collection, OutcomeStatus.VERIFIED);
  }

  /**
   * Nothing happens where the collection is restored or has failed already: the first reason stays.
   */
  public boolean fail(String jobId, String collection, String reason) {
    return table.write(move(jobId, collection, OutcomeStatus.FAILED).set("reason", reason));
  }

  /**
   * Notes why a collection is about to fail, for a step whose own error does not reach the end of
   * the execution. The first note stays.
   */
  public void noteReason(String jobId, String collection, String reason) {
    table.write(
        Write.update(table, partition(jobId), OUTCOME + collection)
            .set("reason", reason)
            .ifPresent()
            .ifAbsent("reason"));
  }

  private boolean isIn(String jobId, String collection, OutcomeStatus status) {
    return outcome(jobId, collection).map(outcome -> outcome.status() == status).orElse(false);
  }

  static Job.PlanReference plan(String json) {
    return Json.read(json, Job.PlanReference.class);
  }

  static String partition(String jobId) {
    return "JOB#" + jobId;
  }

  static String listKey(String projectId) {
    return "PROJECT#" + projectId + "#JOBS";
  }

  /** In seconds since 1970, as DynamoDB's time to live wants it. */
  static long expiry(Instant from) {
    return from.plus(KEPT).getEpochSecond();
  }
}
