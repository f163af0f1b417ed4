package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseFormatTest {

  private static Optional<GatewayResponse> read(String answer) {
    return ResponseFormat.read(answer.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"statusCode":201,"body":"x"}                                          | 201 | x        | text/plain;charset=UTF-8
          {"statusCode":"404","body":"x","headers":{"Content-Type":"text/html"}} | 404 | x        | text/html
          {"statusCode":200,"body":"aGk=","isBase64Encoded":true,"headers":{"content-type":"image/png"}} | 200 | hi | image/png
          {"message":"hello"}                                                    | 200 | {"message":"hello"} | application/json
          "hello"                                                                | 200 | hello    | application/json
          [1,2]                                                                  | 200 | [1,2]    | application/json
          """)
  void answersAreReadOrInferred(String answer, int status, String body, String type) {
    GatewayResponse response = read(answer).orElseThrow();
    assertThat(response.status()).isEqualTo(status);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    assertThat(response.headers().get("content-type")).containsExactly(type);
  }

  @Test
  void cookiesBecomeHeadersAndNumbersText() {
    GatewayResponse response =
        read("{\"statusCode\":204,\"cookies\":[\"a=1\",\"b=2\"],\"headers\":{\"X-Count\":3}}")
            .orElseThrow();
    assertThat(response.headers())
        .containsEntry("set-cookie", List.of("a=1", "b=2"))
        .containsEntry("x-count", List.of("3"))
        .doesNotContainKey("content-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"statusCode\":\"ok\"}",
        "{\"statusCode\":99}",
        "{\"statusCode\":200,\"body\":{\"a\":1}}",
        "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}"
      })
  void whatIsNoResponseIsNotGuessed(String answer) {
    assertThat(read(answer)).isEmpty();
  }
}
