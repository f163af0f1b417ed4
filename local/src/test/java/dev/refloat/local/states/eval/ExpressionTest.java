package dev.refloat.local.states.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.Harness;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions Step Functions adds to JSONata, and how values go in and out. */
class ExpressionTest {

  private static JsonNode evaluate(String source) {
    return new Expression(source).evaluate("F", Map.of("x", 5L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$partition([1,2,3,4,5], 2) | [[1,2],[3,4],[5]]",
        "$partition([1,2], 9.7) | [[1,2]]",
        "$partition([], 2) | []",
        "$range(0, 10, 5) | [0,5,10]",
        "$range(3, 1, -1) | [3,2,1]",
        "$range(1, 0, 1) | []",
        "$hash('input data', 'SHA-1') | \"aaff4a450a104cd177d28d18d74485e8cae074b7\"",
        "$hash('', 'MD5') | \"d41d8cd98f00b204e9800998ecf8427e\"",
        "$hash({'a':1}, 'SHA-256') = $hash('{\"a\":1}', 'SHA-256') | true",
        "$random(7) = $random(7) | true",
        "$random() < 1 | true",
        "$parse('{\"a\":[1,null,9007199254740993]}') | {\"a\":[1,null,9007199254740993]}",
        "$count($distinct([$uuid(), $uuid()])) | 2",
        "$x + 1 | 6",
        "1.5 + 1.5 | 3",
        "0.1 + 0.2 > 0.3 | true",
        "null | null",
        "[null] | [null]",
        "{} | {}",
        "$not(false) | true",
      })
  void gives(String source, String json) {
    assertThat(evaluate(source)).isEqualTo(Harness.json(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$range(0, 2000, 1) | $range gives at most 1000 values",
        "$range(0, 1, 0) | The step of $range must not be 0",
        "$partition([1], 0) | The chunk size of $partition must be at least 1",
        "$hash('a', 'CRC') | The algorithm of $hash must be one of",
        "$parse('{') | The argument of $parse is not JSON",
        "$eval('1') | $eval is not supported",
        "$nothing | returned nothing (undefined).",
        "$x.y.z | returned nothing (undefined).",
        "$uuid(1) | threw an error during evaluation",
        "$error('mine') | mine",
        "1/0 | D1001: Number out of range",
        "($f := function($n){ 1 + $f($n) }; $f(1)) | Stack overflow error",
      })
  void fails(String source, String message) {
    assertThatThrownBy(() -> evaluate(source))
        .isInstanceOfSatisfying(
            StateFailed.class,
            failure -> {
              assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
              assertThat(failure.location()).isEqualTo("F");
              assertThat(failure.cause()).contains("'" + source + "'").contains(message);
            });
  }

  @Test
  void a_uuid_is_one() {
    assertThat(UUID.fromString(evaluate("$uuid()").textValue()).version()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "$a + 1, a, true",
        "$ab + 1, a, false",
        "'$a', a, false",
        "/* $a */ 1, a, false",
        "$states.result.x, states.result, true",
        "$states.results, states.result, false",
      })
  void mentions_a_variable_only_where_it_is_one(String source, String variable, boolean expected) {
    assertThat(new Expression(source).mentions(variable)).isEqualTo(expected);
  }
}
