package dev.refloat.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP API with the routes that the functions' events add to it. */
public record HttpApi(
    String logicalId,
    Map<String, Authorizer> authorizers,
    Optional<Cors> cors,
    List<Route> routes) {
  public HttpApi {
    authorizers = Map.copyOf(authorizers);
    routes = List.copyOf(routes);
  }
}
