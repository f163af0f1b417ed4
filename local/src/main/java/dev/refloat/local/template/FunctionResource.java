package dev.refloat.local.template;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Lambda function.
 *
 * @param handler {@code package.Class} or {@code package.Class::handleRequest}
 * @param timeout at most 15 minutes
 * @param memoryMiB what the template asks for; told to the function, not enforced
 * @param concurrency the most calls that may run at once, where the template reserves it
 */
public record FunctionResource(
    String logicalId,
    String name,
    String arn,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMiB,
    OptionalInt concurrency) {
  public FunctionResource {
    environment = Map.copyOf(environment);
  }
}
