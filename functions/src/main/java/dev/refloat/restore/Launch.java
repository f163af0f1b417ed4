package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Starts the first run of a job that is reserved. */
final class Launch {
  /** Why a job failed whose execution could not be started. */
  static final String NOT_STARTED = "The job could not be started.";

  private static final Logger log = LoggerFactory.getLogger(Launch.class);

  private final Executions executions;
  private final Admission admission;

  Launch(Executions executions, Admission admission) {
    this.executions = executions;
    this.admission = admission;
  }

  /**
   * Starts it under the job's id, so that however often this is sent, one execution starts. Where
   * as many restores run as may, it waits.
   *
   * @param release gives up what is reserved, where the execution has not begun its work; false
   *     where it has, and then only the answer to the start was lost
   * @throws Refused 96199 where it did not start and everything was released
   */
  void start(Job job, BooleanSupplier release) {
    if (!admission.admit(job)) {
      return;
    }
    String jobId = job.jobId();
    try {
      executions.start(Run.first(jobId));
    } catch (SdkException e) {
      log.atError().addKeyValue("jobId", jobId).setCause(e).log("Execution could not be started");
      if (!release.getAsBoolean()) {
        log.atWarn().addKeyValue("jobId", jobId).log("Execution had started all the same");
        return;
      }
      throw notStarted();
    }
  }

  /**
   * Passes unless the job was released by a call that died before it could say so.
   *
   * @throws Refused 96199
   */
  static void requireNotReleased(Job job) {
    if (wasReleased(job)) {
      throw notStarted();
    }
  }

  static boolean wasReleased(Job job) {
    return job.reason().equals(NOT_STARTED);
  }

  private static Refused notStarted() {
    return new Refused(
        ErrorCode.INTERNAL,
        "The job could not be started and nothing was kept of it; ask for it again.");
  }
}
