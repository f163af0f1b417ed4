package dev.refloat.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Base64;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private enum Colour {
    RED,
    BLUE
  }

  @Test
  void fieldsAreReadByType() {
    Body body = parse("{\"s\":\"text\",\"e\":\"BLUE\"}");

    assertThat(body.text("s")).contains("text");
    assertThat(body.requireText("s")).isEqualTo("text");
    assertThat(body.choice("e", Colour.class, ErrorCode.FIELD_MALFORMED)).contains(Colour.BLUE);
  }

  @Test
  void absentAndNullAreTheSame() {
    for (Body body : new Body[] {parse("{}"), parse("{\"x\":null}")}) {
      assertThat(body.text("x")).isEmpty();
      assertThat(body.choice("x", Colour.class, ErrorCode.FIELD_MALFORMED)).isEmpty();
      assertRefused(() -> body.requireText("x"), ErrorCode.FIELD_MISSING, "x is required.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "17    | text  | x must be a string.",
        "[]    | text  | x must be a string.",
        "'red' | choice| x must be one of RED, BLUE.",
        "''    | choice| x must be one of RED, BLUE."
      })
  void aValueOfAnotherTypeIsRefusedByName(String value, String type, String message) {
    Body body = parse("{\"x\":" + value.replace('\'', '"') + "}");

    assertRefused(
        () -> {
          if (type.equals("text")) {
            body.text("x");
          } else {
            body.choice("x", Colour.class, ErrorCode.FIELD_MALFORMED);
          }
        },
        ErrorCode.FIELD_MALFORMED,
        message);
  }

  @Test
  void everyUnknownFieldIsNamed() {
    Body body = parse("{\"clusterName\":\"a\",\"cuSzie\":1,\"vrefiy\":\"FILES\"}");

    assertRefused(
        () -> body.only(Set.of("verify", "clusterName", "cuSize")),
        ErrorCode.FIELD_UNKNOWN,
        "Unknown field: cuSzie, vrefiy. Known here: clusterName, cuSize, verify.");
    assertThat(body.only(Set.of("clusterName", "cuSzie", "vrefiy"))).isSameAs(body);
  }

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

    Body body = Body.parse(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)), true);

    assertThat(body.text("s")).contains("ü");
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

    assertThat(parse(largest).text("s")).isPresent();
    assertThat(Body.parse(base64(largest), true).text("s")).isPresent();
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

  private static Body parse(String text) {
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
