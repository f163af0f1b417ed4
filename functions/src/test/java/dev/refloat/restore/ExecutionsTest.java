package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

final class ExecutionsTest {
  private static final String MACHINE =
      "arn:aws:states:eu-west-1:123456789012:stateMachine:restore";
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:123456789012:execution:restore:job-1";

  private final Arns asked = new Arns();

  @ParameterizedTest
  @ValueSource(strings = {"", ":live", ":7"})
  void executionsAreTheMachinesHoweverTheyWereStarted(String qualifier) {
    var executions = new Executions(asked, MACHINE + qualifier);

    executions.start(Run.of("job-1"));
    executions.stop(Run.of("job-1"), "Somebody wants it");
    executions.status(Run.of("job-1"));

    assertThat(asked.arns).containsExactly(MACHINE + qualifier, EXECUTION, EXECUTION);
  }

  /** Keeps what it is asked about. */
  private static final class Arns implements SfnClient {
    private final List<String> arns = new ArrayList<>();

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
      arns.add(request.stateMachineArn());
      return StartExecutionResponse.builder().executionArn(EXECUTION).build();
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
      arns.add(request.executionArn());
      return StopExecutionResponse.builder().build();
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      arns.add(request.executionArn());
      return DescribeExecutionResponse.builder().status(ExecutionStatus.RUNNING).build();
    }

    @Override
    public String serviceName() {
      return "sfn";
    }

    @Override
    public void close() {}
  }
}
