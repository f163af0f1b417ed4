package dev.refloat.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a function's answer in response format 2.0. */
final class ResponseFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResponseFormat() {}

  /** The answer, or empty where it is none that API Gateway understands (it then answers 500). */
  static Optional<GatewayResponse> read(byte[] payload) {
    try {
      JsonNode answer = JSON.readTree(payload);
      return answer.has("statusCode") ? structured(answer) : inferred(answer);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** JSON without a status is the body itself: status 200, {@code application/json}. */
  private static Optional<GatewayResponse> inferred(JsonNode answer)
      throws JsonProcessingException {
    if (answer.isMissingNode()) {
      return Optional.empty();
    }
    String body = answer.isTextual() ? answer.textValue() : JSON.writeValueAsString(answer);
    return Optional.of(
        new GatewayResponse(
            200,
            Map.of("content-type", List.of("application/json")),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<GatewayResponse> structured(JsonNode answer) {
    JsonNode status = answer.get("statusCode");
    JsonNode body = answer.path("body");
    boolean bodyUnderstood = body.isTextual() || body.isNull() || body.isMissingNode();
    if (!bodyUnderstood || !status.asText().matches("[1-5][0-9][0-9]")) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey().toLowerCase(Locale.ROOT),
                    new ArrayList<>(List.of(header.getValue().asText()))));
    List<String> cookies = answer.path("cookies").valueStream().map(JsonNode::asText).toList();
    if (!cookies.isEmpty()) {
      headers.put("set-cookie", cookies);
    }
    String text = body.isTextual() ? body.textValue() : "";
    if (!text.isEmpty()) {
      headers.putIfAbsent("content-type", List.of("text/plain;charset=UTF-8"));
    }
    return body(text, answer.path("isBase64Encoded").asBoolean(false))
        .map(bytes -> new GatewayResponse(status.asInt(), headers, bytes));
  }

  private static Optional<byte[]> body(String text, boolean base64) {
    try {
      return Optional.of(
          base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
