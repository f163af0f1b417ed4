package dev.refloat.restore;

import dev.refloat.job.Run;
import dev.refloat.platform.Json;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The executions of the state machine: each run of a job has one, of its name. */
final class Executions {
  private static final Logger log = LoggerFactory.getLogger(Executions.class);

  private final SfnClient stepFunctions;
  private final String stateMachineArn;
  private final String executions;

  /**
   * @param stateMachineArn of the machine, or of an alias of it, by which its executions start;
   *     they are the machine's all the same
   */
  Executions(SfnClient stepFunctions, String stateMachineArn) {
    this.stepFunctions = stepFunctions;
    this.stateMachineArn = stateMachineArn;
    this.executions =
        stateMachineArn.replaceFirst(":stateMachine:([^:]+)(:.*)?$", ":execution:$1:");
  }

  /**
   * Starts that of a run. However often this is sent, one starts; where it has ended already,
   * nothing happens.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException where it may not have started
   */
  void start(Run run) {
    try {
      stepFunctions.startExecution(
          r ->
              r.stateMachineArn(stateMachineArn)
                  .name(run.name())
                  .input(Json.text(Map.of("jobId", run.jobId()))));
    } catch (ExecutionAlreadyExistsException e) {
      log.atInfo().addKeyValue("run", run.name()).log("Execution had started and ended");
    }
  }

  /**
   * Stops that of a run. Its calls go on to their ends; an event tells of its end.
   *
   * @return false where there is none
   */
  boolean stop(Run run, String cause) {
    try {
      stepFunctions.stopExecution(
          r -> r.executionArn(arn(run)).error("Refloat.Canceled").cause(cause));
      return true;
    } catch (ExecutionDoesNotExistException e) {
      return false;
    }
  }

  /** Empty where a run has none, or had one so long ago that Step Functions has forgotten it. */
  Optional<ExecutionStatus> status(Run run) {
    try {
      return Optional.of(stepFunctions.describeExecution(r -> r.executionArn(arn(run))).status());
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }

  private String arn(Run run) {
    return executions + run.name();
  }
}
