package dev.refloat.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * One route of the HTTP API.
 *
 * @param key {@code METHOD /path/{parameter}} or {@code $default}
 * @param functionArn whom it calls
 * @param authorizer name of the authorizer that is asked first
 * @param timeout how long the API waits for the function, at most 30 s
 */
public record Route(String key, String functionArn, Optional<String> authorizer, Duration timeout) {
  public static final String DEFAULT = "$default";
}
