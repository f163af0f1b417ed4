package dev.refloat.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {Timeout: 3}                 | {Timeout: 9}                  | {"Timeout":9}
          {Timeout: 3}                 | {Handler: h}                  | {"Timeout":3,"Handler":"h"}
          {E: {V: {a: 1, b: 1}}}       | {E: {V: {b: 2, c: 2}}}        | {"E":{"V":{"a":1,"b":2,"c":2}}}
          {L: [a]}                     | {L: [b]}                      | {"L":["a","b"]}
          {E: {a: !Ref X}}             | {E: {a: !Sub Y}}              | {"E":{"a":{"Fn::Sub":"Y"}}}
          {E: {a: {b: 1}}}             | {E: {a: text}}                | {"E":{"a":"text"}}
          """)
  void mergesAsSamDoes(String shared, String own, String merged) {
    Globals globals = new Globals(YamlSource.read("{Function: " + shared + "}"));
    assertThat(globals.merge("Function", YamlSource.read(own))).hasToString(merged);
    assertThat(globals.merge("HttpApi", YamlSource.read(own))).isEqualTo(YamlSource.read(own));
  }
}
