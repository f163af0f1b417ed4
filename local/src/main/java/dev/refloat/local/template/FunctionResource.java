package dev.refloat.local.template;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Lambda function.
 *
 * @param handler {@code package.Class} or {@code package.Class::handleRequest}
 * @param timeout at most 15 minutes
 * @param memoryMiB what the template asks for; told to the function, and a bound of the heap where
 *     it has a process of its own
 * @param concurrency the most calls that may run at once, where the template reserves it
 * @param snapStart whether published versions start from a snapshot
 */
public record FunctionResource(
    String logicalId,
    String name,
    String arn,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMiB,
    OptionalInt concurrency,
    boolean snapStart) {
  public FunctionResource {
    environment = Map.copyOf(environment);
  }
}
