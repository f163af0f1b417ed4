package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of every kind, made by API, and what each of them may do with a backup. */
final class WhoMayRestoreTest {
  private static final Stack STACK = Stack.shared();
  private static final Api OWNER = STACK.api();
  private static final Backups BACKUPS = new Backups();
  private static Backup backup;
  private static String path;

  @BeforeAll
  static void aBackup() {
    backup = BACKUPS.sample(SampleOptions.small("whose", 51));
    path = BACKUPS.restorePath(backup);
    created(
        "/v2/roles",
        Map.of(
            "roleName",
            "backup-keeper",
            "policies",
            List.of(Map.of("resourceType", "backup", "privileges", List.of("manage")))));
    created(
        "/v2/roles",
        Map.of(
            "roleName",
            "restorer",
            "policies",
            List.of(
                Map.of("resourceType", "backup", "privileges", List.of("manage")),
                Map.of(
                    "resourceType",
                    "serving_cluster",
                    "privileges",
                    List.of("modify", "create", "view")))));
  }

  private static Answer created(String route, Map<String, Object> body) {
    Answer answer = OWNER.post(route, Json.text(body));
    assertThat(answer.code()).as(answer.message()).isZero();
    return answer;
  }

  private record Key(String id, Api api) {}

  private static Key key(Map<String, Object> body) {
    Answer made = created("/v2/api-keys", body);
    return new Key(
        made.data().path("apiKeyId").asText(), OWNER.withKey(made.data().path("apiKey").asText()));
  }

  private static Key member(String role, Map<String, Object> scope) {
    var grant = new HashMap<>(scope);
    grant.put("projectId", BACKUPS.project());
    grant.put("role", role);
    return key(Map.of("name", role, "orgRole", "Member", "projects", List.of(grant)));
  }

  private static final Map<String, Object> ALL = Map.of("allCluster", true);

  private static Key of(String kind) {
    return switch (kind) {
      case "owner" -> key(Map.of("name", kind, "orgRole", "Owner"));
      case "member" -> key(Map.of("name", kind, "orgRole", "Member"));
      case "billing-admin" -> key(Map.of("name", kind, "orgRole", "Billing-Admin"));
      case "scoped-away" -> member("Admin", Map.of("clusterIds", List.of("in01-another0000")));
      case "scoped" -> member("Admin", Map.of("clusterIds", List.of(backup.clusterId())));
      default -> member(kind, ALL);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "owner,         0",
    "Admin,         0",
    "restorer,      0",
    "member,        96015",
    "billing-admin, 96015",
    "Read-Write,    96015",
    "Read-Only,     96015",
    "backup-keeper, 96013",
    "scoped-away,   96016",
    "scoped,        96027"
  })
  void aClusterIsRestoredByThoseWhoMay(String kind, int code) {
    Key caller = of(kind);
    State before = State.ofTables(STACK);

    Answer answer =
        caller.api().post(path, BACKUPS.body("by-" + kind.toLowerCase(Locale.ROOT), "KEEP"));

    assertThat(answer.code()).as(answer.message()).isEqualTo(code);
    if (code == 0) {
      assertThat(BACKUPS.ended(answer).path("status").asText()).isEqualTo("SUCCESSFUL");
    } else {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(State.ofTables(STACK).differences(before)).isEmpty();
    }
  }

  @Test
  void aRevokedKeyEndsWithTheNextCall() {
    Key caller = of("Admin");
    assertThat(caller.api().get("/v2/backups").code()).isZero();

    Answer revoked = OWNER.delete("/v2/api-keys/" + caller.id());
    assertThat(revoked.code()).isZero();

    Answer answer = caller.api().post(path, BACKUPS.body("by-revoked", "KEEP"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo(21119);
  }

  @Test
  void aKeeperRestoresCollectionsOnlyWhereItMayModifyTheCluster() {
    Answer cluster = BACKUPS.restore(backup, "for-keepers");
    BACKUPS.ended(cluster);
    String body =
        """
        {"destClusterId":"%s","conflictPolicy":"SKIP"}"""
            .formatted(Backups.clusterId(cluster));
    String collections = path.replace("restoreCluster", "restoreCollection");

    assertThat(of("backup-keeper").api().post(collections, body).code()).isEqualTo(96015);
    Answer restored = of("restorer").api().post(collections, body);
    assertThat(restored.code()).as(restored.message()).isZero();
    assertThat(BACKUPS.ended(restored).path("status").asText()).isEqualTo("SUCCESSFUL");
  }

  @Test
  void listsShowWhatTheCallerMaySee() {
    Backup another = BACKUPS.sample(SampleOptions.small("another", 52));
    BACKUPS.listed(another);
    Api scoped = of("scoped").api();

    assertThat(scoped.get("/v2/backups").data().path("backups").findValuesAsText("clusterId"))
        .containsOnly(backup.clusterId());
    assertThat(of("member").api().get("/v2/backups").data().path("count").asInt()).isZero();
    assertThat(of("scoped-away").api().get("/v2/jobs").data().path("count").asInt()).isZero();
    assertThat(
            of("Read-Only")
                .api()
                .get("/v2/backups?pageSize=100")
                .data()
                .path("backups")
                .findValuesAsText("clusterId"))
        .contains(backup.clusterId(), another.clusterId());
    assertThat(of("Read-Only").api().get("/v2/projects").data()).hasSize(1);
    assertThat(of("billing-admin").api().get("/v2/projects").data()).isEmpty();
  }
}
