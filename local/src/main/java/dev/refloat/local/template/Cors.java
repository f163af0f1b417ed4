package dev.refloat.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cross-origin rules of the HTTP API; header and method names as the template writes them. */
public record Cors(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposedHeaders,
    Optional<Duration> maxAge,
    boolean credentials) {
  public Cors {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposedHeaders = List.copyOf(exposedHeaders);
  }
}
