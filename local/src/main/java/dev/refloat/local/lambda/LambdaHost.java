package dev.refloat.local.lambda;

import dev.refloat.local.template.FunctionResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every function of the template, callable by name as in Lambda. Safe for use by many threads. */
public final class LambdaHost implements AutoCloseable {
  /** Lambda's limit of a synchronous call's payload. */
  private static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;

  /**
   * A name, a partial ARN ({@code 000000000000:function:name}) or an ARN, each with or without
   * version or alias.
   */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?:arn:[^:]+:lambda:[^:]*:)?[0-9]*:function:)?([A-Za-z0-9_-]+)(?::[A-Za-z0-9_$-]+)?");

  private final Map<String, FunctionRuntime> functions = new LinkedHashMap<>();

  /**
   * Looks for every handler's class, so that a wrong name is found before the first call.
   *
   * @param code has the handlers
   * @param shared environment that Lambda gives every function: credentials, region, endpoints;
   *     asked for at a function's first call, as the servers that call functions may not have an
   *     address before
   * @throws dev.refloat.local.template.TemplateException where a handler cannot be loaded
   */
  public LambdaHost(
      List<FunctionResource> resources, FunctionCode code, Supplier<Map<String, String>> shared) {
    for (FunctionResource function : resources) {
      functions.put(
          function.name(),
          new FunctionRuntime(function, code, () -> environment(function, shared.get())));
    }
  }

  /** With handlers that run in this JVM. */
  public LambdaHost(
      List<FunctionResource> resources, ClassLoader loader, Supplier<Map<String, String>> shared) {
    this(resources, new FunctionCode.Loaded(loader), shared);
  }

  /**
   * Calls a function and waits for its answer.
   *
   * @param function name or ARN, with or without an alias
   * @param payload JSON, at most 6 MiB
   * @throws LambdaException where the function is not called at all
   */
  public Invocation invoke(String function, byte[] payload) throws InterruptedException {
    FunctionRuntime runtime = find(function);
    if (runtime == null) {
      throw new LambdaException(
          LambdaException.Code.ResourceNotFoundException, "Function not found: " + function);
    }
    if (payload.length > LARGEST_PAYLOAD) {
      throw new LambdaException(
          LambdaException.Code.RequestTooLargeException,
          "Request must be smaller than "
              + LARGEST_PAYLOAD
              + " bytes for the InvokeFunction operation");
    }
    return runtime.invoke(payload);
  }

  /**
   * What stands in a function's environment when it is called.
   *
   * @throws LambdaException where there is no such function
   */
  public Map<String, String> environment(String function) {
    FunctionRuntime runtime = find(function);
    if (runtime == null) {
      throw new LambdaException(
          LambdaException.Code.ResourceNotFoundException, "Function not found: " + function);
    }
    return runtime.environment();
  }

  public boolean knows(String function) {
    return find(function) != null;
  }

  /** Ends all instances, and calls that run. */
  @Override
  public void close() {
    functions.values().forEach(FunctionRuntime::close);
  }

  private @Nullable FunctionRuntime find(String reference) {
    Matcher matcher = REFERENCE.matcher(reference);
    return matcher.matches() ? functions.get(matcher.group(1)) : null;
  }

  private static Map<String, String> environment(
      FunctionResource function, Map<String, String> shared) {
    Map<String, String> environment = new LinkedHashMap<>(shared);
    environment.putAll(function.environment());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMiB()));
    return environment;
  }
}
