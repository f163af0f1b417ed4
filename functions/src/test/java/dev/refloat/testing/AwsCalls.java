package dev.refloat.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
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

  /** Begins to tell of every request, whoever sends it. */
  public static void tellAll(Consumer<Call> listener) {
    OF_ALL.add(listener);
  }

  public static void tellNoMore(Consumer<Call> listener) {
    LISTENERS.remove(listener);
    OF_ALL.remove(listener);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
    if (LISTENERS.isEmpty() && OF_ALL.isEmpty()) {
      return;
    }
    String agent = context.httpRequest().firstMatchingHeader("User-Agent").orElse("");
    Matcher function = FUNCTION.matcher(agent);
    boolean isOfFunction = function.find();
    var call =
        new Call(isOfFunction ? function.group(1) : "", context.request(), context.httpRequest());
    OF_ALL.forEach(listener -> listener.accept(call));
    if (isOfFunction) {
      LISTENERS.forEach(listener -> listener.accept(call));
    }
  }
}
