package dev.refloat.local.gateway;

import dev.refloat.local.template.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request: the most specific one that matches, else {@code $default} where
 * there is one.
 */
final class RouteTable {
  private final List<RoutePattern> patterns;
  private final Optional<Route> otherwise;

  /** A route with the parameters of the path. */
  record Match(Route route, Map<String, String> pathParameters) {}

  RouteTable(List<Route> routes) {
    this.patterns =
        routes.stream()
            .filter(route -> !route.key().equals(Route.DEFAULT))
            .map(RoutePattern::of)
            .sorted(RoutePattern.MOST_SPECIFIC_FIRST)
            .toList();
    this.otherwise = routes.stream().filter(route -> route.key().equals(Route.DEFAULT)).findFirst();
  }

  Optional<Match> find(String method, String path) {
    for (RoutePattern pattern : patterns) {
      Optional<Map<String, String>> parameters = pattern.match(method, path);
      if (parameters.isPresent()) {
        return Optional.of(new Match(pattern.route(), parameters.get()));
      }
    }
    return otherwise.map(route -> new Match(route, Map.of()));
  }
}
