package dev.refloat.local.gateway;

import dev.refloat.local.template.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A route's method and path, matched segment by segment. */
record RoutePattern(Route route, String method, List<String> segments) {
  private static final String ANY = "ANY";

  /** Literal segments before parameters before greedy parameters, then one method before any. */
  static final Comparator<RoutePattern> MOST_SPECIFIC_FIRST =
      Comparator.comparing(RoutePattern::rank)
          .thenComparingInt(pattern -> pattern.method().equals(ANY) ? 1 : 0);

  static RoutePattern of(Route route) {
    int space = route.key().indexOf(' ');
    return new RoutePattern(
        route, route.key().substring(0, space), split(route.key().substring(space + 1)));
  }

  /** The path parameters where the request matches. */
  Optional<Map<String, String>> match(String requestMethod, String path) {
    List<String> actual = split(path);
    if (!method.equals(ANY) && !method.equals(requestMethod)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (i >= actual.size()) {
        return Optional.empty();
      }
      if (segment.endsWith("+}")) {
        String rest = String.join("/", actual.subList(i, actual.size()));
        parameters.put(segment.substring(1, segment.length() - 2), rest);
        return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
      }
      if (isParameter(segment) && !actual.get(i).isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), actual.get(i));
      } else if (!segment.equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return actual.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
  }

  private String rank() {
    StringBuilder rank = new StringBuilder();
    segments.forEach(
        segment -> rank.append(segment.endsWith("+}") ? 'c' : isParameter(segment) ? 'b' : 'a'));
    return rank.toString();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static List<String> split(String path) {
    return Arrays.asList(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }
}
