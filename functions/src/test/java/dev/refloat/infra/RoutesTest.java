package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The routes that the template serves are those that the OpenAPI document promises. */
class RoutesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");

  @Test
  void theTemplateServesWhatTheDocumentPromisesAndNothingElse() {
    Set<String> served = new TreeSet<>(Template.routes().keySet());
    served.remove("$default");

    assertThat(served).isEqualTo(operations().keySet()).isNotEmpty();
  }

  @Test
  void theDefaultRouteAnswersWhatNobodyElseDoes() {
    assertThat(Template.routes()).containsEntry("$default", "RouteNotFoundFunction");
  }

  @Test
  void everyRouteIsBehindTheAuthorizer() {
    assertThat(Template.properties("Api").at("/Auth/DefaultAuthorizer").asText()).isEqualTo("Key");
    for (String id : Template.functions()) {
      for (JsonNode event : Template.properties(id).path("Events")) {
        assertThat(event.at("/Properties/Auth").isMissingNode()).as(id).isTrue();
      }
    }
  }

  @Test
  void theAuthorizerSeesEveryCall() {
    JsonNode authorizer = Template.properties("Api").at("/Auth/Authorizers/Key");

    assertThat(authorizer.path("AuthorizerPayloadFormatVersion").asText()).isEqualTo("2.0");
    assertThat(authorizer.path("EnableSimpleResponses").asBoolean()).isTrue();
    // With an identity source API Gateway refuses, or remembers, without asking.
    assertThat(authorizer.has("Identity")).isFalse();
  }

  @Test
  void everyVariableOfAPathIsDescribed() {
    operations()
        .forEach(
            (route, operation) -> {
              var expected = new TreeSet<String>();
              VARIABLE.matcher(route).results().forEach(found -> expected.add(found.group(1)));
              assertThat(pathParameters(operation)).as(route).isEqualTo(expected);
            });
  }

  @Test
  void everyOperationHasAnIdOfItsOwn() {
    List<String> ids = new ArrayList<>();
    operations().values().forEach(operation -> ids.add(operation.path("operationId").asText()));

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> !id.isEmpty());
  }

  private static Map<String, JsonNode> operations() {
    var operations = new TreeMap<String, JsonNode>();
    Sources.OPEN_API
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue())));
    return operations;
  }

  private static Set<String> pathParameters(JsonNode operation) {
    var names = new TreeSet<String>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode declared = Sources.OPEN_API.at(parameter.path("$ref").asText().substring(1));
      if (declared.path("in").asText().equals("path")) {
        names.add(declared.path("name").asText());
      }
    }
    return names;
  }
}
