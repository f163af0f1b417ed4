package dev.refloat.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.util.Map;

/**
 * An answer as the contract has it.
 *
 * @param code 0, or that of the error catalogue
 * @param body JSON, rendered already, so that what cannot be rendered is found where it is answered
 */
record Answer(int status, int code, String body) {
  private record Success(int code, Object data) {}

  private record Failure(int code, String message) {}

  static Answer of(Object data) {
    return new Answer(200, 0, Json.text(new Success(0, data)));
  }

  static Answer of(Refused refused, ErrorStatus errorStatus) {
    int code = refused.code().code();
    return new Answer(
        errorStatus.of(refused.code()), code, Json.text(new Failure(code, refused.reason())));
  }

  APIGatewayV2HTTPResponse toEvent(String requestId) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", "application/json", "requestid", requestId))
        .withBody(body)
        .build();
  }
}
