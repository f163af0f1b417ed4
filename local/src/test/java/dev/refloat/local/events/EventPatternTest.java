package dev.refloat.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.template.TemplateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventPatternTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static EventPattern pattern(String json) throws JsonProcessingException {
    return new EventPattern(JSON.readTree(json), "Rule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"a":["x"]}                                             | {"a":"x"}                  | true
          {"a":["x"]}                                             | {"a":"X"}                  | false
          {"a":["x","y"]}                                         | {"a":"y","b":1}            | true
          {"a":["x"]}                                             | {}                         | false
          {"a":["x"]}                                             | {"a":["z","x"]}            | true
          {"a":["x"]}                                             | {"a":{"x":1}}              | false
          {"a":[1]}                                               | {"a":1.0}                  | true
          {"a":[1]}                                               | {"a":"1"}                  | false
          {"a":[null]}                                            | {"a":null}                 | true
          {"a":[null]}                                            | {}                         | false
          {"a":[true]}                                            | {"a":true}                 | true
          {"a":["x"],"b":["y"]}                                   | {"a":"x","b":"z"}          | false
          {"a":{"b":{"c":["x"]}}}                                 | {"a":{"b":{"c":"x"}}}      | true
          {"a":{"b":["x"]}}                                       | {"a":"x"}                  | false
          {"a":{"b":["x"]}}                                       | {"a":[{"b":"y"},{"b":"x"}]} | true
          {"a":[{"prefix":"in01-"}]}                              | {"a":"in01-7"}             | true
          {"a":[{"prefix":"in01-"}]}                              | {"a":"x/in01-7"}           | false
          {"a":[{"prefix":{"equals-ignore-case":"IN"}}]}          | {"a":"in01"}               | true
          {"a":[{"suffix":"/meta/full_meta.json"}]}               | {"a":"p/meta/full_meta.json"} | true
          {"a":[{"suffix":"/meta/full_meta.json"}]}               | {"a":"p/meta/full_metaxjson"} | false
          {"a":[{"suffix":{"equals-ignore-case":".JSON"}}]}       | {"a":"a.json"}             | true
          {"a":[{"equals-ignore-case":"straße"}]}                 | {"a":"STRAßE"}             | true
          {"a":[{"wildcard":"*/meta/*.json"}]}                    | {"a":"p/meta/full.json"}   | true
          {"a":[{"wildcard":"*/meta/*.json"}]}                    | {"a":"meta/full.json"}     | false
          {"a":[{"wildcard":"a.c"}]}                              | {"a":"abc"}                | false
          {"a":[{"wildcard":"a\\\\*c"}]}                          | {"a":"a*c"}                | true
          {"a":[{"wildcard":"a\\\\*c"}]}                          | {"a":"abc"}                | false
          {"a":[{"exists":true}]}                                 | {"a":null}                 | true
          {"a":[{"exists":true}]}                                 | {"b":1}                    | false
          {"a":[{"exists":false}]}                                | {"b":1}                    | true
          {"a":[{"exists":false}]}                                | {"a":1}                    | false
          {"a":[{"numeric":[">",0,"<=",5]}]}                      | {"a":5}                    | true
          {"a":[{"numeric":[">",0,"<=",5]}]}                      | {"a":0}                    | false
          {"a":[{"numeric":["=",3.5]}]}                           | {"a":3.50}                 | true
          {"a":[{"numeric":["<",5]}]}                             | {"a":"3"}                  | false
          {"a":[{"anything-but":"x"}]}                            | {"a":"y"}                  | true
          {"a":[{"anything-but":"x"}]}                            | {"a":"x"}                  | false
          {"a":[{"anything-but":"x"}]}                            | {}                         | false
          {"a":[{"anything-but":["x",1]}]}                        | {"a":1}                    | false
          {"a":[{"anything-but":{"prefix":"in"}}]}                | {"a":"out"}                | true
          {"a":[{"anything-but":{"prefix":["in","out"]}}]}        | {"a":"out1"}               | false
          {"a":[{"prefix":"x"},{"suffix":"z"}]}                   | {"a":"yz"}                 | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}                       | {"a":"z","b":"y"}          | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}                       | {"a":"z","b":"z"}          | false
          """)
  void patternsMatchAsInEventBridge(String pattern, String event, boolean matches)
      throws JsonProcessingException {
    assertThat(pattern(pattern).matches(JSON.readTree(event))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":\"x\"}",
        "{\"a\":[]}",
        "{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}",
        "{\"a\":[{\"prefix\":1}]}",
        "{\"a\":[{\"prefix\":\"x\",\"suffix\":\"y\"}]}",
        "{\"a\":[{\"numeric\":[\"~\",1]}]}",
        "{\"a\":[{\"numeric\":[\">\"]}]}",
        "{\"a\":[{\"numeric\":[]}]}",
        "{\"a\":[{\"exists\":\"yes\"}]}",
        "{\"a\":[[\"x\"]]}"
      })
  void whatIsNotUnderstoodIsRefusedWhenItIsRead(String pattern) {
    assertThatThrownBy(() -> pattern(pattern))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Rule");
  }
}
