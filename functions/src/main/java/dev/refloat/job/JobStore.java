package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Jobs and their runs. Every change of a state is a conditional write, and with it, in one
 * transaction, goes the event that tells of it.
 */
public final class JobStore {
  static final String JOB = "JOB";

  /** How long a job is kept, with all that hangs on it. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final Table table;
  private final ActiveJobs active;
  private final JobEvents events;

  public JobStore(Table table) {
    this.table = table;
    this.active = new ActiveJobs(table);
    this.events = new JobEvents(table);
  }

  public Outcomes outcomes() {
    return new Outcomes(table);
  }

  public JobLists lists() {
    return new JobLists(table);
  }

  public JobRbac rbac() {
    return new JobRbac(table);
  }

  public Slots slots() {
    return new Slots(table);
  }

  public JobEstimates estimates() {
    return new JobEstimates(table);
  }

  public Counters counters() {
    return new Counters(table);
  }

  public ActiveJobs active() {
    return active;
  }

  public JobEvents events() {
    return events;
  }

  public Optional<Job> find(String jobId) {
    return table.find(partition(jobId), JOB).map(Job::of);
  }

  /** Those of the jobs that there are, in no order. */
  public List<Job> findAll(List<String> jobIds) {
    List<Item> keys = jobIds.stream().map(id -> Item.key(partition(id), JOB)).toList();
    return table.findAll(keys).stream().map(Job::of).toList();
  }

  /** Three writes; they fail where the job is there already. */
  public List<Write> create(Job job) {
    String message = job.description() + " was asked for.";
    return List.of(
        Write.put(table, job.toItem()).ifAbsent(),
        active.put(job.jobId()),
        events.put(
            job.jobId(),
            JobEvent.asked(job.startTime(), JobEvent.Type.REQUESTED, message, job.createdBy())));
  }

  /**
   * Fails where the run is over, canceled, or another one has begun. Holds as well where it is in
   * progress.
   *
   * @param also what begins with it, or the run does not
   */
  public boolean begin(Run run, String executionArn, Instant now, Write... also) {
    boolean begun =
        new Transaction()
            .with(
                ofRun(run)
                    .set("status", JobStatus.IN_PROGRESS.name())
                    .set("executionArn", executionArn)
                    .ifEquals("status", JobStatus.PENDING.name()))
            .with(
                events.put(
                    run.jobId(), JobEvent.of(now, JobEvent.Type.STARTED, "The job has started.")))
            .with(List.of(also))
            .run()
            .isEmpty();
    return begun || find(run.jobId()).filter(job -> isRunning(job, run)).isPresent();
  }

  private static boolean isRunning(Job job, Run run) {
    return job.runNumber() == run.number() && job.status() == JobStatus.IN_PROGRESS;
  }

  /** Tells that a run waits for others, and why; once. */
  public void tellQueued(Run run, String why, Instant now) {
    new Transaction()
        .with(ofRun(run).set("queued", run.number()).ifAbsentOrLess("queued", run.number()))
        .with(
            events.put(
                run.jobId(),
                JobEvent.of(now, JobEvent.Type.QUEUED, "The restore waits for others. " + why)))
        .run();
  }

  /**
   * Writes the plan, if the run has none: the first plan stays, whoever comes later uses it.
   *
   * @param told events that go with it
   * @param also what else goes with it, or the plan is not written
   * @return false where the run has a plan or is over, or something else could not be written
   */
  public boolean setPlan(Run run, Job.PlanReference plan, List<JobEvent> told, List<Write> also) {
    var transaction =
        new Transaction()
            .with(
                ofRun(run)
                    .set("plan", Json.text(plan))
                    .set("planRun", run.number())
                    .ifAbsentOrLess("planRun", run.number())
                    .ifEquals("status", JobStatus.IN_PROGRESS.name()));
    told.forEach(event -> transaction.with(events.put(run.jobId(), event)));
    return transaction.with(also).run().isEmpty();
  }

  /** Writes nothing; fails where the run is over, canceled, or another one has begun. */
  public Write requireRunning(Run run) {
    return Write.check(table, partition(run.jobId()), JOB)
        .ifEquals("run", run.number())
        .ifEquals("status", JobStatus.IN_PROGRESS.name());
  }

  /**
   * Ends a run; fails where it is in another state than {@code from} by now.
   *
   * @param reason why it failed or by whom it was canceled; empty otherwise
   */
  public List<Write> end(Run run, JobStatus from, JobStatus to, String reason, Instant now) {
    if (!from.next().contains(to)) {
      throw new IllegalArgumentException("No legal move: from " + from + " to " + to);
    }
    String message = "The job is " + to + (reason.isEmpty() ? "." : ". " + reason);
    return List.of(
        ofRun(run)
            .set("status", to.name())
            .set("reason", reason)
            .set("endTime", now.toString())
            .ifEquals("status", from.name()),
        active.remove(run.jobId()),
        events.put(run.jobId(), JobEvent.of(now, JobEvent.Type.ENDED, message)));
  }

  /**
   * Lets nothing more of the run begin.
   *
   * @return false where it is in another state by now
   */
  public boolean cancel(Job job, String by, Instant now) {
    return job.status().isCancellable()
        && new Transaction()
            .with(
                ofRun(job.run())
                    .set("status", JobStatus.CANCELING.name())
                    .set("reason", "Canceled by " + by + ".")
                    .ifEquals("status", job.status().name()))
            .with(
                events.put(
                    job.jobId(),
                    JobEvent.asked(
                        now, JobEvent.Type.CANCEL_REQUESTED, "The job was canceled.", by)))
            .run()
            .isEmpty();
  }

  /**
   * Begins another run of a job that failed or was canceled; fails where that is done.
   *
   * @param order of the caller that asks for it: who sends it again finds it on the job
   */
  public List<Write> retry(Job job, Job.Earlier earlier, String order, String by, Instant now) {
    Run next = job.run().next();
    return List.of(
        ofRun(job.run())
            .set("status", JobStatus.PENDING.name())
            .set("run", next.number())
            .set("runStart", now.toString())
            .set("retryOrder", order)
            .set("earlierPercent", earlier.percent())
            .set("earlierObjects", earlier.objects())
            .set("earlierBytes", earlier.bytes())
            .set("visibleBytes", earlier.visibleBytes())
            .remove("endTime")
            .remove("reason")
            .remove("executionArn")
            .ifEquals("status", job.status().name()),
        active.put(job.jobId()),
        events.put(
            job.jobId(),
            JobEvent.asked(
                now,
                JobEvent.Type.RETRY_REQUESTED,
                "Run " + next.number() + " of the job was asked for.",
                by)));
  }

  /** Whether the present run was asked for by this order. */
  public boolean isRetriedBy(String jobId, String order) {
    return table
        .find(partition(jobId), JOB)
        .flatMap(item -> item.findText("retryOrder"))
        .filter(order::equals)
        .isPresent();
  }

  /** Of the job, on the condition that this is its run. */
  private Write ofRun(Run run) {
    return Write.update(table, partition(run.jobId()), JOB).ifEquals("run", run.number());
  }

  static Job.PlanReference plan(String json) {
    return Json.read(json, Job.PlanReference.class);
  }

  static String partition(String jobId) {
    return "JOB#" + jobId;
  }

  /** In seconds since 1970, as DynamoDB's time to live wants it. */
  static long expiry(Instant from) {
    return from.plus(KEPT).getEpochSecond();
  }
}
