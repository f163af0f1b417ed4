package dev.refloat.bench.scale.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.refloat.bench.scale.time.VirtualClock;
import dev.refloat.local.template.FunctionResource;
import org.jspecify.annotations.Nullable;

/** What a function is told about a call; its time is that of the simulation. */
final class CallContext implements Context {
  private final VirtualClock clock;
  private final FunctionResource function;
  private final String requestId;
  private final long deadline;

  CallContext(VirtualClock clock, FunctionResource function, long request) {
    this.clock = clock;
    this.function = function;
    this.requestId = "request-" + request;
    this.deadline = clock.now() + function.timeout().toMillis();
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "simulated";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, deadline - clock.now());
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMiB();
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException("The functions log by SLF4J");
  }
}
