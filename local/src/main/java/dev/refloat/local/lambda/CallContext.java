package dev.refloat.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.refloat.local.template.FunctionResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Lambda tells a function about the call. */
final class CallContext implements Context {
  private final FunctionResource function;
  private final String requestId;
  private final long deadline;

  CallContext(FunctionResource function, String requestId) {
    this.function = function;
    this.requestId = requestId;
    this.deadline = System.nanoTime() + function.timeout().toNanos();
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
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
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
    return (int) Math.max(0, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMiB();
  }

  @Override
  public LambdaLogger getLogger() {
    Logger log = LoggerFactory.getLogger(function.name());
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.atInfo().addKeyValue("message", message).log("Function");
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
