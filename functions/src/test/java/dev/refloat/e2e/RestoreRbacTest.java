package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users and roles of a backup, in a new cluster and in one that was there. */
final class RestoreRbacTest {
  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();

  private Answer withRbac(Backup backup, String name) {
    String body = CodesTest.with(backups.body(name, "KEEP"), "includeRbac", true);
    Answer answer = api.post(backups.restorePath(backup), body);
    assertThat(answer.code()).as(answer.message()).isZero();
    return answer;
  }

  private JsonNode into(Backup backup, String clusterId, String name, String conflict) {
    String body =
        """
        {'destClusterId':'%s','includeRbac':true,'rbacConflict':'%s','dbCollections':[
          {'dbName':'default','collections':[
            {'collectionName':'products','destCollectionName':'%s'}]}]}"""
            .formatted(clusterId, conflict, name)
            .replace('\'', '"');
    String path = backups.restorePath(backup).replace("restoreCluster", "restoreCollection");
    Answer answer = api.post(path, body);
    assertThat(answer.code()).as(answer.message()).isZero();
    return backups.ended(answer);
  }

  private JsonNode rbac(String clusterId) {
    return api.get("/v2/clusters/" + clusterId + "/rbac").data();
  }

  private static List<String> texts(JsonNode objects, String field) {
    return objects.valueStream().map(o -> o.path(field).asText()).toList();
  }

  private static Stream<JsonNode> grants(JsonNode rbac, String role) {
    return rbac.path("roles")
        .valueStream()
        .filter(r -> r.path("roleName").asText().equals(role))
        .flatMap(r -> r.path("grants").valueStream());
  }

  @Test
  void aNewClusterHasThemAndTheJobSaysSo() {
    Backup backup = backups.sample(SampleOptions.small("rbac-whole", 71));
    Answer started = withRbac(backup, "rbac-whole");

    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(job.path("rbac"))
        .isEqualTo(
            Json.tree(
                """
                {"users":{"created":["ana","boris","chen"],"skipped":[],"replaced":[]},
                 "roles":{"created":["reader","keeper"],"skipped":[],"replaced":[]},
                 "privilegeGroups":{"created":["shelf_upkeep"],"skipped":[],"replaced":[]},
                 "grants":3}"""));
    JsonNode rbac = rbac(Backups.clusterId(started));
    assertThat(texts(rbac.path("users"), "userName"))
        .containsExactly("db_admin", "ana", "boris", "chen");
    assertThat(rbac.path("users").get(2).path("roles").valueStream().map(JsonNode::asText))
        .containsExactly("reader", "keeper");
    assertThat(grants(rbac, "keeper"))
        .singleElement()
        .isEqualTo(
            Json.tree(
                """
                {"objectType":"Global","objectName":"*","dbName":"*","privilege":"shelf_upkeep",
                 "grantor":"root"}"""));
    assertThat(rbac.path("privilegeGroups").get(0).path("privileges")).hasSize(2);
    assertThat(rbac.toString()).doesNotContain("$2a$");
  }

  @Test
  void withoutBeingAskedForNobodyComesBack() {
    Backup backup = backups.sample(SampleOptions.small("rbac-none", 72));
    Answer started = backups.restore(backup, "rbac-none");

    JsonNode job = backups.ended(started);

    assertThat(job.path("rbac").isNull()).isTrue();
    JsonNode rbac = rbac(Backups.clusterId(started));
    assertThat(texts(rbac.path("users"), "userName")).containsExactly("db_admin");
    assertThat(rbac.path("roles")).isEmpty();
  }

  @Test
  void privilegesFollowACollectionToItsNewNameAndNothingElseComes() {
    Backup backup = backups.sample(SampleOptions.small("rbac-renamed", 73));
    Answer cluster = backups.restore(backup, "rbac-renamed");
    backups.ended(cluster);
    String clusterId = Backups.clusterId(cluster);

    JsonNode job = into(backup, clusterId, "goods", "FAIL");

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    JsonNode rbac = rbac(clusterId);
    assertThat(texts(rbac.path("users"), "userName")).containsExactly("db_admin", "ana", "boris");
    assertThat(texts(rbac.path("roles"), "roleName")).containsExactly("reader");
    assertThat(grants(rbac, "reader"))
        .singleElement()
        .isEqualTo(
            Json.tree(
                """
                {"objectType":"Collection","objectName":"goods","dbName":"default",
                 "privilege":"Search","grantor":"root"}"""));
    assertThat(rbac.path("privilegeGroups")).isEmpty();
  }

  @Test
  void whatTheClusterHasIsFailedOnSkippedOrReplaced() {
    Backup backup = backups.sample(SampleOptions.small("rbac-conflict", 74));
    Answer cluster = withRbac(backup, "rbac-conflict");
    backups.ended(cluster);
    String clusterId = Backups.clusterId(cluster);
    JsonNode before = rbac(clusterId);

    JsonNode failed = into(backup, clusterId, "one", "FAIL");
    assertThat(failed.path("status").asText()).isEqualTo("FAILED");
    assertThat(failed.path("reason").asText())
        .contains("96142", "roles reader; users ana, boris", "RECREATE");
    assertThat(rbac(clusterId)).isEqualTo(before);

    JsonNode skipped = into(backup, clusterId, "two", "SKIP");
    assertThat(skipped.path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(texts(skipped.path("rbac").path("users").path("skipped"), "")).hasSize(2);
    assertThat(rbac(clusterId)).isEqualTo(before);

    JsonNode replaced = into(backup, clusterId, "three", "RECREATE");
    assertThat(replaced.path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(replaced.path("rbac").path("roles").path("replaced").get(0).asText())
        .isEqualTo("reader");
    assertThat(grants(rbac(clusterId), "reader").map(g -> g.path("objectName").asText()))
        .as("those on other collections stay")
        .containsExactly("products", "*", "three");
  }
}
