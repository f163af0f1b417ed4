package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Cancels a job.
 *
 * <p>Order of writes: the job becomes CANCELING, after which nothing more of it can begin or
 * succeed, then its execution is stopped. The event of that ends the job as CANCELED, once what is
 * not visible is removed. Dies the process in between, or gets the event lost, those who look after
 * stuck jobs do the rest.
 */
public final class CancelJob {
  private static final Logger log = LoggerFactory.getLogger(CancelJob.class);

  private final JobStore jobs;
  private final Executions executions;
  private final InstantSource clock;

  CancelJob(JobStore jobs, Executions executions, InstantSource clock) {
    this.jobs = jobs;
    this.executions = executions;
    this.clock = clock;
  }

  /** What the caller gets. */
  public record Canceled(String jobId, JobStatus status) {}

  /**
   * Begins it; doing it again changes nothing.
   *
   * @param by the principal that asks for it
   * @return the state that the job is in then: CANCELING, or CANCELED already
   * @throws Refused 96108 where the job has ended, saying how
   */
  public Canceled cancel(Job asked, String by) {
    Job job = asked;
    while (job.status().isCancellable() && !jobs.cancel(job, by, clock.instant())) {
      job = jobs.find(job.jobId()).orElseThrow();
    }
    job = jobs.find(job.jobId()).orElseThrow();
    if (job.status() != JobStatus.CANCELING && job.status() != JobStatus.CANCELED) {
      throw new Refused(
          ErrorCode.JOB_NOT_CANCELLABLE,
          "Job %s is %s; only one that is PENDING or IN_PROGRESS can be canceled."
              .formatted(job.jobId(), job.status()));
    }
    if (job.status() == JobStatus.CANCELING) {
      stop(job);
    }
    return new Canceled(job.jobId(), job.status());
  }

  /**
   * Of a run that was never started, the first state finds the job canceled and has it ended: so
   * there is one way in which jobs end.
   */
  private void stop(Job job) {
    try {
      if (!executions.stop(job.run(), job.reason())) {
        executions.start(job.run());
      }
    } catch (SdkException e) {
      log.atWarn()
          .addKeyValue("jobId", job.jobId())
          .setCause(e)
          .log("Execution could not be stopped; the job is looked after within a minute");
    }
  }
}
