package dev.refloat.bench.run;

import dev.refloat.bench.BenchFailure;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/** The executions of the state machine, each named by its job. */
public final class Executions {
  /** What follows once the job has ended is one state that does nothing. */
  private static final int MOST_ASKED = 100;

  private static final long PAUSE_MILLIS = 10;

  private final SfnClient stepFunctions;

  public Executions(SfnClient stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  /**
   * The execution of a job.
   *
   * @throws BenchFailure where it has none
   */
  public ExecutionListItem of(String jobId) {
    return stepFunctions.listStateMachinesPaginator(r -> {}).stateMachines().stream()
        .flatMap(
            machine ->
                stepFunctions
                    .listExecutionsPaginator(r -> r.stateMachineArn(machine.stateMachineArn()))
                    .executions()
                    .stream())
        .filter(execution -> execution.name().equals(jobId))
        .findFirst()
        .orElseThrow(() -> new BenchFailure("There is no execution of the name " + jobId));
  }

  /** When the execution of a job stopped, to the millisecond; it may end just now. */
  Instant end(String jobId) throws InterruptedException {
    Instant end = of(jobId).stopDate();
    for (int asked = 1; end == null && asked <= MOST_ASKED; asked++) {
      Thread.sleep(PAUSE_MILLIS);
      end = of(jobId).stopDate();
    }
    if (end == null) {
      throw new BenchFailure("The execution goes on though the job ended: " + jobId);
    }
    return end;
  }
}
