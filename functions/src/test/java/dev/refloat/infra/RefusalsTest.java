package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The codes in the OpenAPI document are those of the error catalogue. */
class RefusalsTest {
  private static final JsonNode TABLE = Sources.OPEN_API.path("x-error-codes");

  private static final Map<Integer, Integer> STATUS_OF_CODE =
      Arrays.stream(ErrorCode.values())
          .collect(Collectors.toMap(ErrorCode::code, ErrorCode::status));

  @Test
  void theTableListsEveryCodeWithItsStatusAndNoOther() {
    var listed = new TreeMap<Integer, Integer>();
    TABLE.forEach(row -> listed.put(row.path("code").asInt(), row.path("status").asInt()));

    assertThat(listed).isEqualTo(new TreeMap<>(STATUS_OF_CODE));
    assertThat(TABLE).hasSameSizeAs(listed.keySet());
  }

  @Test
  void everyCodeSaysWhatItMeans() {
    assertThat(TABLE).allMatch(row -> row.path("meaning").asText().endsWith("."));
  }

  @Test
  void anOperationNamesOnlyCodesOfTheStatusTheyStandUnder() {
    forEachRefusal(
        (place, refusal) -> {
          JsonNode codes = codes(refusal);
          assertThat(codes).as(place).isNotEmpty();
          for (JsonNode code : codes) {
            assertThat(STATUS_OF_CODE.get(code.asInt()))
                .as(place + " " + code)
                .isEqualTo(Integer.valueOf(place.substring(place.length() - 3)));
          }
        });
  }

  @Test
  void everyExampleShowsACodeOfItsOwnList() {
    forEachRefusal(
        (place, refusal) -> {
          JsonNode example = refusal.at("/content/application~1json/example");
          assertThat(codes(refusal).valueStream().map(JsonNode::asInt).toList())
              .as(place)
              .contains(example.path("code").asInt());
          assertThat(example.path("message").asText()).as(place).isNotBlank();
        });
  }

  @Test
  void everyOperationMayRefuseTheKeySlowDownOrFail() {
    for (JsonNode path : Sources.OPEN_API.path("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.path("responses").properties().stream().map(Map.Entry::getKey))
            .as(operation.path("operationId").asText())
            .contains("200", "401", "429", "500");
      }
    }
  }

  @Test
  void everyAnswerCarriesItsRequestId() {
    for (JsonNode path : Sources.OPEN_API.path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode response : operation.path("responses")) {
          assertThat(resolved(response).path("headers").has("requestid")).isTrue();
        }
      }
    }
  }

  /** Calls with a place that ends with the status, and the response. */
  private static void forEachRefusal(BiConsumer<String, JsonNode> consumer) {
    for (JsonNode path : Sources.OPEN_API.path("paths")) {
      for (JsonNode operation : path) {
        operation
            .path("responses")
            .properties()
            .forEach(
                response -> {
                  if (!response.getKey().equals("200")) {
                    consumer.accept(
                        operation.path("operationId").asText() + " " + response.getKey(),
                        resolved(response.getValue()));
                  }
                });
      }
    }
  }

  private static JsonNode codes(JsonNode refusal) {
    return refusal.at("/content/application~1json/schema/properties/code/enum");
  }

  private static JsonNode resolved(JsonNode response) {
    return response.has("$ref")
        ? Sources.OPEN_API.at(response.path("$ref").asText().substring(1))
        : response;
  }
}
