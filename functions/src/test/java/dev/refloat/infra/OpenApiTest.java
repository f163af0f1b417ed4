package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.infra.OpenApi.Operation;
import dev.refloat.infra.OpenApi.Received;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of the answers finds what is wrong, and only that. */
class OpenApiTest {
  private static final String PROJECT =
      "{\"projectId\":\"proj-0000\",\"projectName\":\"Default\",\"regionIds\":[\"here\"],"
          + "\"instanceCount\":0,\"createTime\":\"2026-01-02T03:04:05Z\",\"plan\":\"\","
          + "\"orgType\":\"\"}";
  private static final String PROJECTS = "{\"code\":0,\"data\":[" + PROJECT + "]}";
  private static final String UNKNOWN_ROUTE = "{\"code\":96190,\"message\":\"No such route.\"}";

  private final OpenApi document = OpenApi.document();

  private List<String> objections(int status, String body) {
    return document.objections(answer("GET", "/v2/projects", status, body));
  }

  private static Received answer(String method, String path, int status, String body) {
    return new Received(method, path, status, "application/json", "id", body);
  }

  @Test
  void whatIsPromisedHasNoObjection() {
    assertThat(objections(200, PROJECTS)).isEmpty();
    assertThat(objections(200, "{\"code\":0,\"data\":[]}")).isEmpty();
    assertThat(objections(401, "{\"code\":21119,\"message\":\"No.\"}")).isEmpty();
  }

  @Test
  void aFieldThatIsMissingUnknownOrOfAnotherTypeIsFound() {
    assertThat(objections(200, PROJECTS.replace("\"plan\":\"\",", "")))
        .singleElement()
        .asString()
        .contains("/data/0", "plan");
    assertThat(objections(200, PROJECTS.replace("\"plan\"", "\"x\":1,\"plan\"")))
        .singleElement()
        .asString()
        .contains("'x'");
    assertThat(objections(200, PROJECTS.replace("\"instanceCount\":0", "\"instanceCount\":\"0\"")))
        .singleElement()
        .asString()
        .contains("/data/0/instanceCount");
  }

  @Test
  void aReferenceAFormatAPatternAndALimitAreHeld() {
    assertThat(objections(200, PROJECTS.replace("proj-0000", "project"))).hasSize(1);
    assertThat(objections(200, PROJECTS.replace("2026-01-02T03:04:05Z", "yesterday"))).hasSize(1);
    assertThat(objections(200, PROJECTS.replace("\"instanceCount\":0", "\"instanceCount\":-1")))
        .hasSize(1);
    assertThat(objections(200, PROJECTS.replace("\"code\":0", "\"code\":1"))).hasSize(1);
  }

  @Test
  void aStatusThatTheOperationDoesNotHaveIsFound() {
    assertThat(objections(409, "{\"code\":96102,\"message\":\"No.\"}"))
        .containsExactly("status 409 is not promised");
    assertThat(objections(503, "{\"message\":\"Service Unavailable\"}"))
        .containsExactly("status 503 is not promised");
  }

  @Test
  void aCodeThatTheOperationDoesNotListForTheStatusIsFound() {
    assertThat(objections(401, "{\"code\":96012,\"message\":\"No.\"}")).isNotEmpty();
    assertThat(objections(500, "{\"code\":21119,\"message\":\"No.\"}")).isNotEmpty();
  }

  @Test
  void aRefusalHasCodeAndMessageAndNothingElse() {
    assertThat(objections(401, "{\"code\":21119}")).hasSize(1);
    assertThat(objections(401, "{\"code\":21119,\"message\":\"\"}")).hasSize(1);
    assertThat(objections(401, "{\"code\":21119,\"message\":\"No.\",\"trace\":\"x\"}")).hasSize(1);
  }

  @Test
  void tooManyCallsOfAKeyHaveACodeAndThoseOfTheWholeApiHaveNone() {
    assertThat(objections(429, "{\"code\":96192,\"message\":\"No.\"}")).isEmpty();
    assertThat(objections(429, "{\"message\":\"Too Many Requests\"}")).isEmpty();
    assertThat(objections(429, "{\"code\":96199,\"message\":\"No.\"}")).hasSize(1);
    assertThat(objections(429, "{\"code\":96192}")).hasSize(1);
    assertThat(document.objections(answer("GET", "/nowhere", 429, "{\"message\":\"No.\"}")))
        .isEmpty();
  }

  @Test
  void whatIsNotJsonIsFound() {
    assertThat(objections(200, "<html>")).hasSize(1);
    assertThat(objections(200, "")).isNotEmpty();
  }

  @Test
  void theHeadersAreHeld() {
    assertThat(
            document.objections(
                new Received("GET", "/v2/projects", 200, "text/plain", "", PROJECTS)))
        .hasSize(2);
    assertThat(
            document.objections(
                new Received(
                    "GET", "/v2/projects", 200, "application/json; charset=utf-8", "id", PROJECTS)))
        .isEmpty();
  }

  @Test
  void anUnknownRouteIsRefused() {
    assertThat(document.objections(answer("GET", "/nowhere", 404, UNKNOWN_ROUTE))).isEmpty();
    assertThat(document.objections(answer("PUT", "/v2/projects", 404, UNKNOWN_ROUTE))).isEmpty();
    assertThat(document.objections(answer("GET", "/nowhere", 200, PROJECTS))).hasSize(1);
    assertThat(document.objections(answer("GET", "/nowhere", 404, "{\"message\":\"No\"}")))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v2/clusters/in01-0000,                            describeCluster",
    "GET,  /v2/jobs?pageSize=1,                               listJobs",
    "DELETE, /v2/api-keys/key-0,                              revokeApiKey",
    "DELETE, /v2/clusters/in01-0000/drop,                     dropCluster",
    "GET,  /v2/jobs/a%20b,                                    describeJob",
    "GET,  /v2/clusters/in01-0000/backups/register,           describeBackup",
    "POST, /v2/clusters/in01-0000/backups/register,           registerBackup",
    "POST, /v2/clusters/in01-0000/backups/b/restoreCluster,   restoreCluster"
  })
  void aCallGoesToItsOperation(String method, String path, String id) {
    assertThat(document.find(method, path).map(Operation::id)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({"GET,/v2/jobs/", "GET,/v2/jobs/a%2Fb", "POST,/v2/jobs", "GET,/v2"})
  void anotherCallGoesToNone(String method, String path) {
    assertThat(document.find(method, path)).isEmpty();
  }

  @Test
  void aFailureShowsTheCallAndTheAnswer() {
    assertThatThrownBy(() -> document.check(answer("GET", "/v2/projects", 409, UNKNOWN_ROUTE)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("GET /v2/projects", "409", UNKNOWN_ROUTE);
  }
}
