package dev.refloat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParametersTest {
  private static final JsonNode DECLARED =
      YamlSource.read(
          """
          Mode: {Type: String, Default: a, AllowedValues: [a, b]}
          Code: {Type: String, Default: x1, AllowedPattern: '[a-z][0-9]', MaxLength: 2}
          Count: {Type: Number, Default: 5, MinValue: 1, MaxValue: 10}
          Flag: {Type: String, Default: false}
          """);

  @Test
  void theDefaultHoldsUnlessAValueIsGiven() {
    Parameters parameters = new Parameters(DECLARED, Map.of("Mode", "b"));
    assertThat(parameters.value("Mode"))
        .hasValueSatisfying(v -> assertThat(v.textValue()).isEqualTo("b"));
    assertThat(parameters.value("Flag"))
        .hasValueSatisfying(v -> assertThat(v.textValue()).isEqualTo("false"));
    assertThat(parameters.value("Other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mode  | c  | Parameters.Mode: the value 'c' is not one of ["a","b"]
          Code  | 1x | Parameters.Code: the value '1x' does not match [a-z][0-9]
          Count | 0  | Parameters.Count: the value 0 is outside of MinValue and MaxValue
          Count | 11 | Parameters.Count: the value 11 is outside of MinValue and MaxValue
          Count | n  | Parameters.Count: the value 'n' is not a number
          Modus | a  | Parameters: the template has no parameter Modus
          """)
  void aValueThatIsNotAllowedIsRefused(String name, String value, String message) {
    assertThatThrownBy(() -> new Parameters(DECLARED, Map.of(name, value))).hasMessage(message);
  }

  @Test
  void aParameterWithoutDefaultNeedsAValue() {
    JsonNode declared = YamlSource.read("Key: {Type: String}");
    assertThatThrownBy(() -> new Parameters(declared, Map.of()))
        .hasMessage("Parameters.Key: has no default and no value was given");
  }

  @Test
  void anUnknownTypeIsRefused() {
    JsonNode declared = YamlSource.read("Key: {Type: Text, Default: a}");
    assertThatThrownBy(() -> new Parameters(declared, Map.of()))
        .hasMessageContaining("'Text' is not known");
  }
}
