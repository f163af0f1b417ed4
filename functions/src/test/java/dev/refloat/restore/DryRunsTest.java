package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.job.DryRunResults;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
import dev.refloat.job.Run;
import dev.refloat.job.Slots;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.StateMachine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Asking for a dry run, and waiting for it. */
final class DryRunsTest {
  private static final DryRunRequest WANTED =
      new DryRunRequest(Selection.everything(Load.KEEP, Verify.FILES), null);

  private final Table table = EmbeddedAws.newTable();
  private final JobStore jobs = new JobStore(table);
  private final JobRequests requests = new JobRequests(table);
  private final StateMachine machine = new StateMachine();
  private final Operation operation = Operation.begin(_ -> new byte[32]);

  private static Job.Request asked(Optional<String> planId) {
    return new Job.Request(
        JobType.PLAN, "proj-1", "in01-a", "name", "in01-source", "backup1", "key-1", planId);
  }

  private DryRuns dryRuns(Duration wait) {
    var executions = new Executions(machine, StateMachine.ARN);
    var clock = InstantSource.system();
    return new DryRuns(
        new DryRunPlans(jobs, requests, new DryRunResults(table)),
        jobs,
        requests,
        new Launch(executions, new Admission(jobs, executions, new Slots.Limits(1, 1), clock)),
        clock,
        wait);
  }

  @Test
  void whatTakesLongerThanTheWaitIsFoundOnTheJob() {
    DryRuns.Result result = dryRuns(Duration.ZERO).run(asked(Optional.empty()), WANTED, operation);

    assertThat(result.job().jobId()).isEqualTo(operation.jobId());
    assertThat(result.job().status()).isEqualTo(JobStatus.PENDING);
    assertThat(result.found()).isEmpty();
    assertThat(machine.started()).containsExactly(operation.jobId());
  }

  @Test
  void theSameOrderAgainWaitsForTheSameJob() {
    dryRuns(Duration.ZERO).run(asked(Optional.empty()), WANTED, operation);
    var again = new Operation(operation.token(), _ -> new byte[32]);

    DryRuns.Result result = dryRuns(Duration.ZERO).run(asked(Optional.empty()), WANTED, again);

    assertThat(result.job().jobId()).isEqualTo(operation.jobId());
    assertThat(jobs.events().all(operation.jobId())).hasSize(1);
  }

  @Test
  void oneThatFailsSaysWhy() {
    dryRuns(Duration.ZERO).run(asked(Optional.empty()), WANTED, operation);
    var ended =
        new Transaction()
            .with(
                jobs.end(
                    Run.first(operation.jobId()),
                    JobStatus.PENDING,
                    JobStatus.FAILED,
                    "It was so.",
                    InstantSource.system().instant()))
            .run();
    assertThat(ended).isEmpty();
    var again = new Operation(operation.token(), _ -> new byte[32]);

    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () -> dryRuns(Duration.ofSeconds(1)).run(asked(Optional.empty()), WANTED, again));

    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(refused.reason()).endsWith("It was so.");
  }

  @Test
  void oneThatCannotBeStartedIsNotKept() {
    machine.refuseStarts();

    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () -> dryRuns(Duration.ZERO).run(asked(Optional.empty()), WANTED, operation));

    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(jobs.find(operation.jobId()).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    assertThat(jobs.active().all()).isEmpty();
  }

  @Test
  void aPlanIsNotPlannedByAPlan() {
    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () -> dryRuns(Duration.ZERO).run(asked(Optional.of("job-1")), WANTED, operation));

    assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_MALFORMED);
    assertThat(jobs.find(operation.jobId())).isEmpty();
  }
}
