package dev.refloat.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** Knows which executions there are, as Step Functions does, and runs none of them. */
public final class StateMachine implements SfnClient {
  public static final String ARN = "arn:aws:states:us-east-1:1:stateMachine:restore";

  private final Map<String, ExecutionStatus> executions = new LinkedHashMap<>();
  private final List<String> started = new ArrayList<>();
  private boolean broken;
  private boolean refusing;

  /** Fails every request from now on. */
  public void breakDown() {
    broken = true;
  }

  /** Fails every start from now on. */
  public void refuseStarts() {
    refusing = true;
  }

  public void mend() {
    broken = false;
    refusing = false;
  }

  /** The execution of this name is in this state now. */
  public void set(String name, ExecutionStatus status) {
    executions.put(name, status);
  }

  public Map<String, ExecutionStatus> executions() {
    return executions;
  }

  /** The names that were asked for, one for each time. */
  public List<String> started() {
    return started;
  }

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    requireSound();
    if (refusing) {
      throw SfnException.builder().message("No more executions").statusCode(400).build();
    }
    started.add(request.name());
    ExecutionStatus there = executions.putIfAbsent(request.name(), ExecutionStatus.RUNNING);
    if (there != null && there != ExecutionStatus.RUNNING) {
      throw ExecutionAlreadyExistsException.builder().build();
    }
    return StartExecutionResponse.builder().executionArn("arn:" + request.name()).build();
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    requireSound();
    String name = name(request.executionArn());
    if (executions.get(name) == ExecutionStatus.RUNNING) {
      executions.put(name, ExecutionStatus.ABORTED);
    }
    return StopExecutionResponse.builder().build();
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    requireSound();
    String name = name(request.executionArn());
    return DescribeExecutionResponse.builder().status(executions.get(name)).build();
  }

  private String name(String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    if (!executions.containsKey(name)) {
      throw ExecutionDoesNotExistException.builder().build();
    }
    return name;
  }

  private void requireSound() {
    if (broken) {
      throw SfnException.builder().message("Step Functions is not there").statusCode(500).build();
    }
  }

  @Override
  public String serviceName() {
    return "sfn";
  }

  @Override
  public void close() {}
}
