package dev.refloat.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the API answers.
 *
 * @param headers names in lower case
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A carrier that nobody compares; wrapping would copy megabytes.
record GatewayResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** An answer of API Gateway itself. */
  static GatewayResponse message(int status, String message) {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    return new GatewayResponse(status, Map.of("content-type", List.of("application/json")), body);
  }

  static GatewayResponse unauthorized() {
    return message(401, "Unauthorized");
  }

  static GatewayResponse forbidden() {
    return message(403, "Forbidden");
  }

  static GatewayResponse notFound() {
    return message(404, "Not Found");
  }

  static GatewayResponse tooLarge() {
    return message(413, "Request Entity Too Large");
  }

  static GatewayResponse internalError() {
    return message(500, "Internal Server Error");
  }

  static GatewayResponse unavailable() {
    return message(503, "Service Unavailable");
  }

  /** The same answer with headers that replace those of the same name. */
  GatewayResponse with(Map<String, String> more) {
    Map<String, List<String>> merged = new LinkedHashMap<>(headers);
    more.forEach((name, value) -> merged.put(name, new ArrayList<>(List.of(value))));
    return new GatewayResponse(status, merged, body);
  }
}
