package dev.refloat.local.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests for the tests. */
final class Requests {
  private Requests() {}

  static GatewayRequest get(String path, String query, Map<String, List<String>> headers) {
    return request("GET", path, query, headers, "");
  }

  static GatewayRequest request(
      String method, String path, String query, Map<String, List<String>> headers, String body) {
    return new GatewayRequest(
        "request-1",
        Instant.parse("2020-03-12T19:03:58.390Z"),
        method,
        path,
        query,
        "HTTP/1.1",
        "127.0.0.1",
        headers,
        body.getBytes(StandardCharsets.UTF_8));
  }
}
