package dev.refloat.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {
  private enum Colour {
    RED,
    BLUE
  }

  private static final Shape INNER =
      Shape.of(
          Field.required("name", Rule.Text.ofUpTo(3)),
          Field.optional("colour", Rule.Choice.of(Colour.class, ErrorCode.FIELD_MALFORMED)));

  private static final Shape SHAPE =
      Shape.of(
              Field.required(
                  "id",
                  new Rule.Text(
                      Pattern.compile("[a-z]+"), ErrorCode.CLUSTER_ID_MALFORMED, "must be letters"),
                  ErrorCode.CLUSTER_ID_EMPTY),
              Field.optional(
                  "size",
                  new Rule.Whole(
                      List.of(
                          new Rule.Limit(
                              n -> n > 0, ErrorCode.CU_SIZE_NOT_POSITIVE, "must be positive"),
                          new Rule.Limit(
                              n -> n % 2 == 0, ErrorCode.CU_SIZE_UNKNOWN, "must be even")))),
              Field.optional("items", new Rule.ListOf(INNER)),
              Field.optional("other", Rule.Text.ofUpTo(9)))
          .with(
              new Together(
                  List.of("id", "size"),
                  body ->
                      body.text("id").equals("none") && body.json().has("size")
                          ? Optional.of(new Problem(ErrorCode.FIELD_MALFORMED, "none has no size."))
                          : Optional.empty()));

  private static ObjectNode body(String text) {
    return (ObjectNode) Json.tree(text.replace('\'', '"'));
  }

  private static Refused refusal(String text) {
    return catchThrowableOfType(Refused.class, () -> SHAPE.require(body(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                 | 96025 | id is missing; it must be letters.",
        "{'id':null}                        | 96025 | id is missing; it must be letters.",
        "{'id':''}                          | 96025 | id is missing; it must be letters.",
        "{'id':'A'}                         | 96036 | id must be letters.",
        "{'id':7}                           | 96036 | id must be letters.",
        "{'id':'a','size':'2'}              | 96112 | size must be a whole number.",
        "{'id':'a','size':2.5}              | 96112 | size must be a whole number.",
        "{'id':'a','size':4294967298}       | 96112 | size must be a whole number.",
        "{'id':'a','size':-2}               | 96002 | size must be positive.",
        "{'id':'a','size':3}                | 96023 | size must be even.",
        "{'id':'none','size':2}             | 96112 | none has no size.",
        "{'id':'a','items':{}}              | 96112 | items must be a list of one object or more",
        "{'id':'a','items':[]}              | 96112 | items must be a list of one object or more",
        "{'id':'a','items':['x']}           | 96112 | items[0] must be an object.",
        "{'id':'a','items':[{'name':'abc'},{'name':'abcd'}]} | 96112 | items[1].name must be a",
        "{'id':'a','items':[{}]}            | 96111 | items[0].name is missing; it must be a",
        "{'id':'a','items':[{'name':'a','colour':'red'}]} | 96112 | items[0].colour must be one of",
        "{'id':'a','items':[{'name':'a','x':1}]} | 96110 | Unknown field: items[0].x. Known here:",
        "{'id':'a','idd':'b'}               | 96110 | Unknown field: idd. Known here: id, size, "
      })
  void whatIsWrongIsNamedWithItsCode(String text, int code, String message) {
    Refused refused = refusal(text);

    assertThat(refused.code().code()).isEqualTo(code);
    assertThat(refused.reason()).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'id':'a'}",
        "{'id':'a','size':null,'items':null}",
        "{'id':'a','size':2,'items':[{'name':'abc','colour':'RED'}]}"
      })
  void whatFitsIsTaken(String text) {
    assertThat(SHAPE.problems(body(text))).isEmpty();
  }

  @Test
  void theCodeIsThatOfTheFirstFieldAndTheMessageTellsAll() {
    Refused refused = refusal("{'other':'1234567890','size':3,'id':'A'}");

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_ID_MALFORMED);
    assertThat(refused.reason())
        .isEqualTo(
            "id must be letters. size must be even. other must be a string of 1 to 9 characters.");
  }

  @Test
  void theMessageHasALimit() {
    Refused refused = refusal("{'id':'a','items':[" + "{},".repeat(99) + "{}]}");

    assertThat(refused.reason()).contains("items[19].name").doesNotContain("items[20].name");
    assertThat(refused.reason()).endsWith("80 more problems are not listed.");
  }

  @Test
  void noMessageRepeatsAValue() {
    assertThat(refusal("{'id':'hunter2'}").reason()).doesNotContain("hunter2");
  }

  @Test
  void aBodyThatFitsIsReadByType() {
    Input input =
        SHAPE.require(
            body("{'id':'a','size':2,'items':[{'name':'b','colour':'BLUE'},{'name':'c'}]}"));

    assertThat(input.text("id")).isEqualTo("a");
    assertThat(input.whole("size")).isEqualTo(2);
    assertThat(input.findText("other")).isEmpty();
    List<Input> items = input.list("items").orElseThrow();
    assertThat(items.get(0).choice("colour", Colour.class)).isEqualTo(Colour.BLUE);
    assertThat(items.get(1).findChoice("colour", Colour.class)).isEmpty();
    assertThat(SHAPE.require(body("{'id':'a'}")).list("items")).isEmpty();
  }

  private static final Shape NESTED =
      Shape.of(
          Field.optional("inner", new Rule.ObjectOf(INNER)),
          Field.optional("free", new Rule.AnyObject()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'inner':[]} | inner must be an object.",
        "{'inner':{}} | inner.name is missing; it must be a string of 1 to 3 characters.",
        "{'inner':{'name':'a','x':1}} | Unknown field: inner.x. Known here: name, colour.",
        "{'free':'a'} | free must be an object."
      })
  void whatIsWrongInAnObjectIsNamedByItsPath(String text, String message) {
    Refused refused = catchThrowableOfType(Refused.class, () -> NESTED.require(body(text)));

    assertThat(refused.reason()).isEqualTo(message);
  }

  @Test
  void anObjectIsReadAndMessagesMayBeginWithWhereItIs() {
    Input read = NESTED.require(body("{'inner':{'name':'a'},'free':{'any':1}}"));

    assertThat(read.object("inner").orElseThrow().text("name")).isEqualTo("a");
    assertThat(read.object("free").orElseThrow().json().path("any").asInt()).isEqualTo(1);
    assertThat(
            catchThrowableOfType(Refused.class, () -> INNER.require(body("{}"), "there.")).reason())
        .startsWith("there.name is missing");
  }
}
