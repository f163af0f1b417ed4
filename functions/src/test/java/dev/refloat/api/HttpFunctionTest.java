package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.LogLines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFunctionTest {
  private static final Principal OWNER = new Principal("prin-1", "org-1", Role.OWNER, "key-1");
  private static final String ROUTE = "PUT /v2/things/{thingId}";

  /** Answers as the test wants. */
  private static final class Things extends HttpFunction {
    Things(Handler<Principal> handler) {
      super(new Clients(new Settings(Map.of())), UnaryOperator.identity());
      route(ROUTE, Guards.anyKey(), handler);
    }
  }

  private record Thing(String id, List<String> names) {}

  @Test
  void aSuccessIsCodeZeroWithData() {
    var function =
        new Things((_, request) -> new Thing(request.pathParameter("thingId"), List.of("a")));

    var answer = Call.of(ROUTE, OWNER).path("thingId", "t1").to(function);

    assertThat(answer.response())
        .isEqualTo(
            Json.tree(
                """
                {
                  "statusCode": 200,
                  "headers": {"content-type": "application/json", "requestid": "JKJaXmPLvHcESHA="},
                  "body": "{\\"code\\":0,\\"data\\":{\\"id\\":\\"t1\\",\\"names\\":[\\"a\\"]}}",
                  "isBase64Encoded": false
                }
                """));
  }

  @Test
  void aRefusalIsItsCodeMessageAndStatus() {
    var function =
        new Things(
            (_, _) -> {
              throw new Refused(ErrorCode.JOB_NOT_FOUND, "Job j1 does not exist.");
            });

    var answer = Call.of(ROUTE, OWNER).to(function);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(Json.tree("{\"code\":96026,\"message\":\"Job j1 does not exist.\"}"));
    assertThat(answer.response().at("/headers/requestid").asText()).isEqualTo(Call.REQUEST_ID);
    assertThat(answer.response().at("/headers/content-type").asText())
        .isEqualTo("application/json");
  }

  @Test
  void anyOtherExceptionIsLoggedAndNeverShown() {
    var function =
        new Things(
            (_, _) -> {
              throw new IllegalStateException("table clusters-1234 is gone");
            });

    try (var log = new LogLines()) {
      var answer = Call.of(ROUTE, OWNER).to(function);

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.code()).isEqualTo(96199);
      assertThat(answer.message())
          .startsWith("Something went wrong on our side")
          .contains(Call.REQUEST_ID)
          .doesNotContain("clusters-1234", "Exception");
      assertThat(log.json())
          .anySatisfy(
              line -> {
                assertThat(line.path("level").asText()).isEqualTo("ERROR");
                assertThat(line.path("requestId").asText()).isEqualTo(Call.REQUEST_ID);
                assertThat(line.at("/error/stack").asText())
                    .contains("table clusters-1234 is gone", "HttpFunctionTest");
              });
    }
  }

  @Test
  void aCallThatOnlyWakesIsNoRequest() {
    var function = new Things((_, _) -> Map.of());
    String event = EventFiles.read("sweep.every-minute").toString();

    try (var log = new LogLines()) {
      assertThat(Invocation.of(function, event)).isEqualTo("{}");
      assertThat(log.json()).isEmpty();
    }
  }

  @Test
  void dataThatCannotBeRenderedIsOurFailure() {
    var function = new Things((_, _) -> Map.of("at", new Object()));

    assertThat(Call.of(ROUTE, OWNER).to(function).code()).isEqualTo(96199);
  }

  @Test
  void aRouteThatIsNotDeclaredIsOurFailure() {
    assertThat(Call.of("GET /v2/others", OWNER).to(new Things((_, _) -> "x")).code())
        .isEqualTo(96199);
  }

  @Test
  void nobodyGetsPastAMissingOrIncompletePrincipal() {
    var function =
        new Things(
            (_, _) -> {
              throw new AssertionError("The handler must not run");
            });

    List<Call> calls =
        List.of(
            Call.unseen(ROUTE),
            Call.illegal(ROUTE),
            Call.unseen(ROUTE).context("principalId", "prin-1"),
            Call.of(ROUTE, OWNER).context("role", "EMPEROR"),
            Call.of(ROUTE, OWNER).context("role", ""),
            Call.of(ROUTE, OWNER).context("organizationId", " "),
            Call.of(ROUTE, OWNER).context("apiKeyId", ""));
    for (Call call : calls) {
      var answer = call.to(function);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body())
          .isEqualTo(Json.tree("{\"code\":21119,\"message\":\"The apikey is illegal.\"}"));
    }
  }

  @Test
  void aKeyThatCouldNotBeLookedUpIsOurFailure() {
    var answer = Call.unseen(ROUTE).context("unavailable", "true").to(new Things((_, _) -> "x"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo(96199);
  }

  @Test
  void theGuardStandsBeforeTheBody() {
    final class Guarded extends HttpFunction {
      Guarded() {
        super(new Clients(new Settings(Map.of())), UnaryOperator.identity());
        Guard<Principal> refusing =
            (_, _) -> {
              throw new Refused(ErrorCode.PROJECT_PRIVILEGE_MISSING, "no");
            };
        route(ROUTE, refusing, (_, request) -> request.body());
      }
    }

    assertThat(Call.of(ROUTE, OWNER).body("{").to(new Guarded()).code()).isEqualTo(96013);
  }

  @Test
  void eachRequestIsLoggedOnceWithItsKeyValues() {
    try (var log = new LogLines()) {
      Call.of(ROUTE, OWNER).path("thingId", "t1").to(new Things((_, _) -> "x"));

      assertThat(log.json()).hasSize(1);
      JsonNode line = log.json().get(0);
      assertThat(line.path("message").asText()).isEqualTo("Request answered");
      assertThat(line.path("level").asText()).isEqualTo("INFO");
      assertThat(line.path("logger").asText()).isEqualTo(HttpFunction.class.getName());
      assertThat(line.path("method").asText()).isEqualTo("PUT");
      assertThat(line.path("route").asText()).isEqualTo(ROUTE);
      assertThat(line.path("status").asText()).isEqualTo("200");
      assertThat(line.path("code").asText()).isEqualTo("0");
      assertThat(line.path("durationMs").asText()).matches("[0-9]+");
      assertThat(line.path("requestId").asText()).isEqualTo(Call.REQUEST_ID);
      assertThat(line.path("apiKeyId").asText()).isEqualTo("key-1");
      assertThat(Instant.parse(line.path("timestamp").asText())).isBefore(Instant.now());
    }
  }

  @Test
  void neitherTheAuthorizationHeaderNorABodyNorAnAnswerIsLogged() {
    var echo =
        new Things(
            (_, request) -> Objects.requireNonNull(request.body().path("password").textValue()));
    String header =
        Call.of(ROUTE, OWNER).event().at("/headers/authorization").asText().substring(7);

    try (var log = new LogLines()) {
      Call.of(ROUTE, OWNER).body("{\"password\":\"hunter2-plain\"}").to(echo);
      Call.of(ROUTE, OWNER).body("{\"password\":17}").to(echo);
      Call.of(ROUTE, OWNER).body("{\"password\":\"hunter2-plain}").to(echo);
      Call.of(ROUTE, OWNER).body("{\"other\":\"hunter2-plain\"}").to(echo);

      assertThat(log.json()).hasSizeGreaterThanOrEqualTo(4);
      assertThat(header).startsWith("rfl_");
      assertThat(log.text()).doesNotContain(header, "hunter2-plain", "Bearer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"routeKey\":\"$default\"}"})
  void anEventThatSaysNothingIsAnIllegalKey(String event) {
    byte[] answer = Call.invoke(new Things((_, _) -> "x"), Json.tree(event));

    assertThat(Json.read(answer, JsonNode.class).path("statusCode").asInt()).isEqualTo(401);
  }
}
