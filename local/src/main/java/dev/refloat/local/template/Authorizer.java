package dev.refloat.local.template;

import java.time.Duration;
import java.util.List;

/**
 * A Lambda authorizer with payload format 2.0 and simple responses.
 *
 * @param identitySources selection expressions such as {@code $request.header.Authorization}; none:
 *     it is asked at every call
 * @param timeToLive how long an answer is kept per identity; zero: not at all
 */
public record Authorizer(
    String name, String functionArn, List<String> identitySources, Duration timeToLive) {
  public Authorizer {
    identitySources = List.copyOf(identitySources);
  }
}
