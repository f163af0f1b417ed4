package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.LogLines;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerFunctionTest {
  private static final Map<String, String> ENVIRONMENT = EmbeddedAws.newEnvironment();

  private static final String KEY = "rfl_" + EmbeddedAws.OWNER_KEY;

  private static AuthorizerFunction authorizer;
  private static JsonNode made;

  @BeforeAll
  static void makeAKey() {
    authorizer = new AuthorizerFunction(ENVIRONMENT);
    made = Json.read(Call.invoke(new FirstKeyFunction(ENVIRONMENT), Map.of()), JsonNode.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "Authorization", "AUTHORIZATION"})
  void aLegalKeyIsItsPrincipal(String header) {
    JsonNode answer = ask(authorizer, event(header, "Bearer " + KEY));

    assertThat(answer.path("isAuthorized").asBoolean()).isTrue();
    JsonNode context = answer.path("context");
    assertThat(context.path("organizationId")).isEqualTo(made.path("organizationId"));
    assertThat(context.path("apiKeyId").asText()).startsWith("key-");
    assertThat(context.path("role").asText()).isEqualTo("OWNER");
    assertThat(context.path("principalId").asText()).startsWith("prin-");
    assertThat(context.size()).isEqualTo(4);
  }

  @Test
  void anyOtherCallIsLetThroughAsIllegal() {
    JsonNode illegal = Json.tree("{\"isAuthorized\":true,\"context\":{\"illegal\":\"true\"}}");

    assertThat(ask(authorizer, event("authorization", "Bearer nonsense"))).isEqualTo(illegal);
    assertThat(ask(authorizer, event("x-other", "x"))).isEqualTo(illegal);
    assertThat(ask(authorizer, (ObjectNode) Json.tree("{}"))).isEqualTo(illegal);
  }

  @Test
  void aFailingLookUpIsNotAnIllegalKey() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.put("ACCESS_TABLE", "gone");
    try (var log = new LogLines()) {
      JsonNode answer =
          ask(new AuthorizerFunction(environment), event("authorization", "Bearer " + KEY));

      assertThat(answer)
          .isEqualTo(Json.tree("{\"isAuthorized\":true,\"context\":{\"unavailable\":\"true\"}}"));
      assertThat(log.text())
          .contains("Key not looked up", Call.REQUEST_ID)
          .doesNotContain(KEY.substring(8));
    }
  }

  @Test
  void whatItSaysIsWhatTheFunctionsRead() {
    JsonNode answer = ask(authorizer, event("authorization", "Bearer " + KEY));
    var call = Call.unseen("GET /v2/projects");
    answer
        .path("context")
        .properties()
        .forEach(e -> call.context(e.getKey(), e.getValue().asText()));

    var projects = call.to(new ProjectsFunction(ENVIRONMENT));

    assertThat(projects.status()).isEqualTo(200);
    assertThat(projects.data()).hasSize(1);
  }

  private static JsonNode ask(AuthorizerFunction authorizer, ObjectNode event) {
    return Json.read(Call.invoke(authorizer, event), JsonNode.class);
  }

  /** As API Gateway sends it to an authorizer without identity source. */
  private static ObjectNode event(String header, String value) {
    ObjectNode event = EventFiles.read("authorizer");
    event.withObject("/requestContext").put("requestId", Call.REQUEST_ID);
    event.putObject("headers").put(header, value);
    return event;
  }
}
