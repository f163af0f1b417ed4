package dev.refloat.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Tells of each request that a function sends through any client of the SDK in this JVM, and to who
 * asks for them of those that others send. The SDK finds this class by a file of the class path;
 * who calls stands in the request's User-Agent, as it does in CloudTrail.
 */
public final class AwsCalls implements ExecutionInterceptor {
  private static final Pattern FUNCTION = Pattern.compile("\\bapp/(\\S+)");
  private static final List<Consumer<Call>> LISTENERS = new CopyOnWriteArrayList<>();
  private static final List<Consumer<Call>> OF_ALL = new CopyOnWriteArrayList<>();
  private static final List<Consumer<Call>> OF_BROKEN = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param function its name, as Lambda tells it to the function; empty where none sends it
   * @param signed as it goes to AWS
   */
  public record Call(String function, SdkRequest request, SdkHttpRequest signed) {}

  /**
   * Begins to tell.
   *
   * @param listener is told before the request is sent, on the function's thread; what it throws is
   *     thrown by the client instead
   */
  public static void tell(Consumer<Call> listener) {
    LISTENERS.add(listener);
  }

  /**
   * Begins to tell of every request, whoever sends it.
   *
   * @param broken is told of those that got no answer, and that their senders may send again
   */
  public static void tellAll(Consumer<Call> listener, Consumer<Call> broken) {
    OF_ALL.add(listener);
    OF_BROKEN.add(broken);
  }

  public static void tellNoMore(Consumer<Call> listener) {
    LISTENERS.remove(listener);
    OF_ALL.remove(listener);
    OF_BROKEN.remove(listener);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
    if (LISTENERS.isEmpty() && OF_ALL.isEmpty()) {
      return;
    }
    Call call = call(context.request(), context.httpRequest());
    OF_ALL.forEach(listener -> listener.accept(call));
    if (!call.function().isEmpty()) {
      LISTENERS.forEach(listener -> listener.accept(call));
    }
  }

  @Override
  public void onExecutionFailure(
      Context.FailedExecution context, ExecutionAttributes executionAttributes) {
    if (OF_BROKEN.isEmpty() || context.exception() instanceof SdkServiceException) {
      return;
    }
    context
        .httpRequest()
        .map(signed -> call(context.request(), signed))
        .ifPresent(call -> OF_BROKEN.forEach(listener -> listener.accept(call)));
  }

  private static Call call(SdkRequest request, SdkHttpRequest signed) {
    String agent = signed.firstMatchingHeader("User-Agent").orElse("");
    Matcher function = FUNCTION.matcher(agent);
    return new Call(function.find() ? function.group(1) : "", request, signed);
  }
}
