package dev.refloat.local.gateway;

import dev.refloat.local.template.Cors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers preflights and adds the cross-origin headers that the template configures. */
final class CorsRules {
  private static final String PREFIX = "access-control-";

  private final Cors cors;

  CorsRules(Cors cors) {
    this.cors = cors;
  }

  /** The answer to a preflight, which never reaches a function; empty for any other request. */
  Optional<GatewayResponse> preflight(GatewayRequest request) {
    if (!request.method().equals("OPTIONS") || request.header("origin").isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = originHeaders(request);
    if (!headers.isEmpty()) {
      put(headers, "allow-methods", cors.methods());
      put(headers, "allow-headers", cors.headers());
      cors.maxAge()
          .ifPresent(age -> headers.put(PREFIX + "max-age", Long.toString(age.toSeconds())));
    }
    return Optional.of(new GatewayResponse(204, Map.of(), new byte[0]).with(headers));
  }

  /** The function's own cross-origin headers are dropped, as API Gateway does. */
  GatewayResponse apply(GatewayRequest request, GatewayResponse response) {
    Map<String, List<String>> kept = new TreeMap<>(response.headers());
    kept.keySet().removeIf(name -> name.startsWith(PREFIX));
    GatewayResponse plain = new GatewayResponse(response.status(), kept, response.body());
    return request.header("origin").isPresent() ? plain.with(originHeaders(request)) : plain;
  }

  private Map<String, String> originHeaders(GatewayRequest request) {
    String origin = request.header("origin").orElse("");
    Map<String, String> headers = new LinkedHashMap<>();
    boolean any = cors.origins().contains("*");
    if (!any && !cors.origins().contains(origin)) {
      return headers;
    }
    headers.put(PREFIX + "allow-origin", any ? "*" : origin);
    if (!any) {
      headers.put("vary", "origin");
    }
    if (cors.credentials()) {
      headers.put(PREFIX + "allow-credentials", "true");
    }
    put(headers, "expose-headers", cors.exposedHeaders());
    return headers;
  }

  private static void put(Map<String, String> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      headers.put(PREFIX + name, String.join(",", values));
    }
  }
}
