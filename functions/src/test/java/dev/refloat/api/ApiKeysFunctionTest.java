package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiKeysFunctionTest {
  private static final String LIST = "GET /v2/api-keys";
  private static final String CREATE = "POST /v2/api-keys";

  private final Installed installed = new Installed();
  private ApiKeysFunction function;

  @BeforeEach
  void create() {
    function = new ApiKeysFunction(installed.environment);
  }

  private Call.Answered create(Principal caller, String body) {
    return Call.of(CREATE, caller)
        .body(body.replace('\'', '"').replace("PROJECT", installed.projectId))
        .to(function);
  }

  private Call.Answered one(String method, Principal caller, String id) {
    return Call.of(method + " /v2/api-keys/{apiKeyId}", caller).path("apiKeyId", id).to(function);
  }

  @Test
  void aKeyIsShownOnceAndDescribedWithoutItself() {
    var made =
        create(
            installed.owner,
            """
            {'name':'nightly','description':'restores','orgRole':'Member','expireTime':'2099-01-02T03:04:05+01:00',
             'projects':[{'projectId':'PROJECT','role':'Read-Only','clusterIds':['in01-bbbb','in01-aaaa']}]}
            """);

    assertThat(made.code()).as(made.message()).isZero();
    String key = made.data().path("apiKey").asText();
    assertThat(key).startsWith("rfl_");
    JsonNode shown = one("GET", installed.owner, made.data().path("apiKeyId").asText()).data();
    assertThat(shown.toString()).doesNotContain(key);
    assertThat(shown.path("name").asText()).isEqualTo("nightly");
    assertThat(shown.path("prefix").asText()).isEqualTo(key.substring(0, 8));
    assertThat(shown.path("orgRole").asText()).isEqualTo("Member");
    assertThat(shown.path("expireTime").asText()).isEqualTo("2099-01-02T02:04:05Z");
    assertThat(shown.path("lastUsedTime").isNull()).isTrue();
    assertThat(shown.path("status").asText()).isEqualTo("ACTIVE");
    assertThat(shown.path("createdBy").asText()).isEqualTo("key-owner");
    assertThat(shown.path("projects").get(0).path("clusterIds").findValuesAsText("")).isEmpty();
    assertThat(shown.path("projects").toString())
        .contains("[\"in01-aaaa\",\"in01-bbbb\"]", "\"allCluster\":false");
  }

  @Test
  void theSameIdempotencyKeyShowsTheSameKeyAgain() {
    var call =
        Call.of(CREATE, installed.owner)
            .header("Idempotency-Key", "once")
            .body("{\"name\":\"a\",\"orgRole\":\"Owner\"}");

    var first = call.to(function);

    assertThat(call.to(function).data()).isEqualTo(first.data());
  }

  @Test
  void aRevokedKeyStaysListedAsSuch() {
    String id =
        create(installed.owner, "{'name':'a','orgRole':'Owner'}").data().path("apiKeyId").asText();

    assertThat(one("DELETE", installed.owner, id).code()).isZero();
    assertThat(one("DELETE", installed.owner, id).code()).as("again").isZero();

    assertThat(one("GET", installed.owner, id).data().path("status").asText()).isEqualTo("REVOKED");
    assertThat(one("DELETE", installed.stranger, id).code()).isEqualTo(96125);
  }

  @Test
  void keysAreListedInPages() {
    for (int i = 0; i < 3; i++) {
      create(installed.owner, "{'name':'a','orgRole':'Owner'}");
    }

    var page =
        Call.of(LIST, installed.owner)
            .query("pageSize", "2")
            .query("currentPage", "2")
            .to(function);

    assertThat(page.data().path("count").asInt()).as("with those of the installation").isEqualTo(6);
    assertThat(page.data().path("apiKeys")).hasSize(2);
    assertThat(Call.of(LIST, installed.member).to(function).data().path("count").asInt())
        .as("its own")
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'orgRole':'Member'}                                  | 96111 | name is missing",
        "{'name':'a'}                                          | 96111 | orgRole is missing",
        "{'name':'a','orgRole':'owner'}                        | 96112 | Owner, Member, Billing-Admin",
        "{'name':'a','orgRole':'Owner','projects':[{'projectId':'PROJECT','role':'Admin','allCluster':true}]} | 96112 | left out unless",
        "{'name':'a','orgRole':'Member','projects':[]}         | 96112 | projects",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'x','role':'Admin','allCluster':true}]} | 96005 | projects[0].projectId",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','allCluster':true}]} | 96111 | projects[0].role",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','role':'Admin'}]} | 96112 | either allCluster true or clusterIds",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','role':'Admin','allCluster':true,'clusterIds':['in01-aaaa']}]} | 96112 | either",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','role':'Admin','allCluster':'yes'}]} | 96112 | true or false",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','role':'Admin','clusterIds':['x']}]} | 96036 | clusterIds[0]",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','role':'Admin','clusterIds':['in01-aaaa','in01-aaaa']}]} | 96112 | none twice",
        "{'name':'a','orgRole':'Member','projects':[{'projectId':'PROJECT','role':'nobody','allCluster':true}]} | 96126 | no role of that name",
        "{'name':'a','orgRole':'Owner','expireTime':'tomorrow'} | 96007 | expireTime",
        "{'name':'a','orgRole':'Owner','expireTime':'2026-13-01T00:00:00Z'} | 96007 | expireTime",
        "{'name':'a','orgRole':'Owner','expireTime':'2020-01-01T00:00:00Z'} | 96112 | future",
        "{'name':'a','orgRole':'Owner','key':'x'}              | 96110 | key",
      })
  void aWrongBodyIsRefusedByField(String body, int code, String named) {
    var answer = create(installed.owner, body);

    assertThat(answer.code()).as(answer.message()).isEqualTo(code);
    assertThat(answer.message()).contains(named);
  }
}
