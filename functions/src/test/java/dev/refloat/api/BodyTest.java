package dev.refloat.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'a':1,'a':1}         | Field a is there twice, at line 1, column 12.",
        "{'a':{'b':1,'b':{}}}  | Field b is there twice, at line 1, column 17.",
        "{'a':1                | The body is not JSON: see line 1, column",
        "not json              | The body is not JSON: see line 1, column",
        "{a:1}                 | The body is not JSON: see line 1, column",
        "{'a':01}              | The body is not JSON: see line 1, column",
        "{'a':NaN}             | The body is not JSON: see line 1, column",
        "{} {}                 | The body goes on after its end, at line 1, column 4.",
        "{} x                  | The body is not JSON: see line 1, column",
        "[]                    | The body is JSON, but not an object: it must begin with {.",
        "'text'                | The body is JSON, but not an object: it must begin with {.",
        "null                  | The body is JSON, but not an object: it must begin with {."
      })
  void whatIsNotOneObjectIsRefusedWithThePlace(String text, String message) {
    Refused refused = refusal(() -> parse(text.replace('\'', '"')));

    assertThat(refused.code()).isEqualTo(ErrorCode.BODY_MALFORMED);
    assertThat(refused.reason()).startsWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void anEmptyBodyIsRefused(String text) {
    assertRefused(
        () -> parse(text), ErrorCode.BODY_MALFORMED, "The body is empty. A JSON object is needed.");
  }

  @Test
  void thePlaceCountsLines() {
    assertThat(refusal(() -> parse("{\n  \"a\": 1,\n  oops\n}")).reason()).contains("line 3,");
  }

  @Test
  void noMessageRepeatsWhatTheBodyHolds() {
    assertThat(refusal(() -> parse("{\"password\":\"hunter2")).reason()).doesNotContain("hunter2");
    assertThat(refusal(() -> parse("hunter2")).reason()).doesNotContain("hunter2");
  }

  @Test
  void nestingHasALimit() {
    assertThat(refusal(() -> parse("{\"a\":" + "[".repeat(100_000))).code())
        .isEqualTo(ErrorCode.BODY_MALFORMED);
  }

  @Test
  void base64IsDecoded() {
    String text = "{\"s\":\"ü\"}";

    ObjectNode body = Body.parse(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)), true);

    assertThat(body.path("s").asText()).isEqualTo("ü");
    assertRefused(
        () -> Body.parse("*", true),
        ErrorCode.BODY_MALFORMED,
        "The body says that it is base64, but is not.");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xFC, '"', '}'};

    assertThat(refusal(() -> Body.parse(Base64.getEncoder().encodeToString(latin1), true)).code())
        .isEqualTo(ErrorCode.BODY_MALFORMED);
  }

  @Test
  void oneMebibyteIsTheLimitInBytesAfterDecoding() {
    String largest = ofBytes(Body.MAX_BYTES);
    String tooLarge = ofBytes(Body.MAX_BYTES + 1);

    assertThat(parse(largest).has("s")).isTrue();
    assertThat(Body.parse(base64(largest), true).has("s")).isTrue();
    assertThat(refusal(() -> parse(tooLarge)).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(refusal(() -> Body.parse(base64(tooLarge), true)).code())
        .isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(refusal(() -> parse("{\"s\":\"" + "ü".repeat(600_000) + "\"}")).code())
        .isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  private static String ofBytes(int bytes) {
    return "{\"s\":\"" + "x".repeat(bytes - 8) + "\"}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static ObjectNode parse(String text) {
    return Body.parse(text, false);
  }

  private static Refused refusal(ThrowingCallable action) {
    return catchThrowableOfType(Refused.class, action);
  }

  private static void assertRefused(ThrowingCallable action, ErrorCode code, String message) {
    Refused refused = refusal(action);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.reason()).isEqualTo(message);
  }
}
