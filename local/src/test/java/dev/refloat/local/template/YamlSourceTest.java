package dev.refloat.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlSourceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: !Ref Table                       | {"a":{"Ref":"Table"}}
          a: !Sub '${Table}-x'                | {"a":{"Fn::Sub":"${Table}-x"}}
          a: !GetAtt Table.Arn                | {"a":{"Fn::GetAtt":["Table","Arn"]}}
          a: !GetAtt [Table, Arn]             | {"a":{"Fn::GetAtt":["Table","Arn"]}}
          a: !GetAtt Nested.Outputs.Name      | {"a":{"Fn::GetAtt":["Nested","Outputs.Name"]}}
          a: !If [Live, !Ref A, !Ref B]        | {"a":{"Fn::If":["Live",{"Ref":"A"},{"Ref":"B"}]}}
          a: !Not [!Condition Other]          | {"a":{"Fn::Not":[{"Condition":"Other"}]}}
          a: !Join [',', [x, y]]              | {"a":{"Fn::Join":[",",["x","y"]]}}
          a: !ImportValue name                | {"a":{"Fn::ImportValue":"name"}}
          a: {Fn::Sub: [x, {y: 1}]}           | {"a":{"Fn::Sub":["x",{"y":1}]}}
          """)
  void shortTagsBecomeTheLongForm(String yaml, String json) {
    assertThat(YamlSource.read(yaml)).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 1             | {"a":1}
          a: -12           | {"a":-12}
          a: 1.5           | {"a":1.5}
          a: true          | {"a":true}
          a: '1'           | {"a":"1"}
          a: 000000000012  | {"a":"000000000012"}
          a: 2010-09-09    | {"a":"2010-09-09"}
          a: 0x10          | {"a":"0x10"}
          a: 12:30:45      | {"a":"12:30:45"}
          a: 1_000         | {"a":"1_000"}
          a:               | {"a":null}
          """)
  void onlyPlainNumbersAreNumbers(String yaml, String json) {
    assertThat(YamlSource.read(yaml)).hasToString(json);
  }

  @Test
  void refusesAnUnknownTagWithItsLine() {
    assertThatThrownBy(() -> YamlSource.read("a: 1\nb: !Reff x\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("line 2: unknown tag !Reff");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> YamlSource.read("a: 1\nb: 2\na: 3\n"))
        .hasMessage("line 3: the key a stands twice");
  }

  @Test
  void saysWhereItIsNoYaml() {
    assertThatThrownBy(() -> YamlSource.read("a: 1\nb: [2\n"))
        .hasMessageStartingWith("line 3: not YAML");
  }

  @Test
  void refusesAnEmptyTemplate() {
    assertThatThrownBy(() -> YamlSource.read("# nothing\n")).hasMessageContaining("empty");
  }
}
