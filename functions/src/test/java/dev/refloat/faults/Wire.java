package dev.refloat.faults;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Between the clients of the functions and the servers. Requests of nobody's call pass freely. */
final class Wire implements ExecutionInterceptor {
  private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("whole-fault");

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    @Nullable FunctionCall call = FunctionCall.current();
    @Nullable Fault before = attributes.getAttribute(FAULT);
    boolean sentAgain = before != null && !before.isBefore();
    if (call == null || sentAgain) {
      // The SDK sends again what we let pass: a connection broke for real. It has had its turn.
      return;
    }
    Fault fault = call.before(context.request());
    attributes.putAttribute(FAULT, fault);
    if (fault.isBefore()) {
      throw fault.error(context.request());
    }
  }

  /** The answer is read by now, so that its connection is free again. */
  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    @Nullable FunctionCall call = FunctionCall.current();
    if (call == null) {
      return;
    }
    Fault fault = attributes.getAttribute(FAULT);
    call.after(fault);
    if (fault.isAfter()) {
      throw fault.error(context.request());
    }
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    @Nullable FunctionCall call = FunctionCall.current();
    return call == null ? context.response() : call.changed(context.response());
  }
}
