package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RestoreTriggersFunctionTest {
  private static final String ARRIVAL =
      """
      {'name':'staging','projectId':'%s','when':{'backupAvailable':{'clusterId':'in01-source'}},
       'restore':{'clusterName':'staging-{yyyyMMdd}','cuSize':1,'collectionStatus':'KEEP'},
       'keepLast':2}
      """;

  private final Installed installed = new Installed();
  private RestoreTriggersFunction function;

  @BeforeEach
  void create() {
    installed.environment.put("REQUESTS_BUCKET_NAME", "requests");
    function = new RestoreTriggersFunction(installed.environment);
  }

  private Call post(Principal caller, String body) {
    return Call.of("POST /v2/restoreTriggers", caller)
        .body(body.formatted(installed.projectId).replace('\'', '"'));
  }

  private Call.Answered one(String method, Principal caller, String id) {
    return Call.of(method + " /v2/restoreTriggers/{triggerId}", caller)
        .path("triggerId", id)
        .to(function);
  }

  @Test
  void aTriggerIsDescribedAsItWasMadeAndGoneWhenDeleted() {
    var made = post(installed.owner, ARRIVAL).to(function);

    assertThat(made.code()).as(made.message()).isZero();
    assertThat(made.data().path("username").asText()).isEqualTo("db_admin");
    assertThat(made.data().has("requestFolder")).isFalse();
    String id = made.data().path("triggerId").asText();
    JsonNode trigger = one("GET", installed.owner, id).data();
    assertThat(trigger.path("name").asText()).isEqualTo("staging");
    assertThat(trigger.at("/when/backupAvailable/clusterId").asText()).isEqualTo("in01-source");
    assertThat(trigger.at("/restore/clusterName").asText()).isEqualTo("staging-{yyyyMMdd}");
    assertThat(trigger.path("keepLast").asInt()).isEqualTo(2);
    assertThat(trigger.path("createdBy").asText()).isEqualTo("key-owner");
    assertThat(trigger.path("firings")).isEmpty();
    JsonNode listed = Call.of("GET /v2/restoreTriggers", installed.owner).to(function).data();
    assertThat(listed.path("count").asInt()).isEqualTo(1);
    assertThat(listed.at("/restoreTriggers/0/firings").isNull()).isTrue();

    assertThat(one("DELETE", installed.owner, id).code()).isZero();
    assertThat(one("GET", installed.owner, id).code()).isEqualTo(96150);
  }

  @Test
  void aRepeatedOrderIsToldTheSamePassword() {
    var first = post(installed.owner, ARRIVAL).header("Idempotency-Key", "one").to(function);
    var again = post(installed.owner, ARRIVAL).header("Idempotency-Key", "one").to(function);

    assertThat(first.data().path("password").asText()).hasSizeGreaterThan(20);
    assertThat(again.data()).isEqualTo(first.data());
  }

  @Test
  void whatFilesFireIsToldWhereTheyGo() {
    String body = "{'name':'files','projectId':'%s','when':{'request':true}}";

    var made = post(installed.owner, body).to(function);

    assertThat(made.data().path("requestFolder").asText())
        .isEqualTo(
            "s3://requests/restore-requests/" + made.data().path("triggerId").asText() + "/");
  }

  @Test
  void aDrillShowsNoPasswordNotEvenTheSecondTime() {
    String body =
        """
        {'name':'drill','projectId':'%s','when':{'backupAvailable':{'clusterId':'in01-source'}},
         'restore':{'cuSize':1,'collectionStatus':'RELEASE'},'drill':true}
        """;

    for (int time = 0; time < 2; time++) {
      var made = post(installed.owner, body).header("Idempotency-Key", "drill").to(function);
      assertThat(made.code()).as(made.message()).isZero();
      assertThat(made.data().has("password")).isFalse();
    }
  }

  @Test
  void whoMayNotSeeOrDoDoesNot() {
    String id = post(installed.owner, ARRIVAL).to(function).data().path("triggerId").asText();

    assertThat(post(installed.member, ARRIVAL).to(function).code()).isEqualTo(96013);
    assertThat(one("GET", installed.member, id).code()).isEqualTo(96013);
    assertThat(one("GET", installed.stranger, id).code()).isEqualTo(96150);
    assertThat(one("DELETE", installed.stranger, id).code()).isEqualTo(96150);
    assertThat(
            Call.of("GET /v2/restoreTriggers", installed.stranger)
                .to(function)
                .data()
                .path("count")
                .asInt())
        .isZero();
    assertThat(
            Call.of("GET /v2/drills", installed.member).to(function).data().path("count").asInt())
        .isZero();
  }
}
