package dev.refloat.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as the API received it.
 *
 * @param path decoded, as API Gateway hands it on; an encoded slash separates segments
 * @param query as sent, without the question mark; empty where there is none
 * @param headers names in lower case, values in the order of arrival
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A carrier that nobody compares; wrapping would copy megabytes.
record GatewayRequest(
    String id,
    Instant time,
    String method,
    String path,
    String query,
    String protocol,
    String sourceIp,
    Map<String, List<String>> headers,
    byte[] body) {

  Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /** Decoded; several values of one name are joined by comma. */
  Map<String, String> queryParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.merge(name, value, (first, second) -> first + "," + second);
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign is data, not an error: API Gateway passes it on.
      return text;
    }
  }
}
