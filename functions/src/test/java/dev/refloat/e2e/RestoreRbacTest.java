package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

  /** What a backup has, as the lines that {@link #lines(JsonNode)} makes of an answer. */
  private List<String> lines(JsonNode meta, UnaryOperator<Stream<JsonNode>> grants) {
    JsonNode rbac = meta.path("rbac_meta");
    List<JsonNode> kept = grants.apply(rbac.path("grants").valueStream()).toList();
    Set<String> roles =
        kept.stream().map(g -> g.path("role").path("name").asText()).collect(Collectors.toSet());
    Stream<String> users =
        rbac.path("users")
            .valueStream()
            .map(
                user ->
                    user.path("user").asText()
                        + texts(user.path("roles"), "name").stream()
                            .filter(roles::contains)
                            .toList())
            .filter(line -> !line.endsWith("[]"));
    Stream<String> granted =
        kept.stream()
            .map(
                g ->
                    String.join(
                        " ",
                        g.path("role").path("name").asText(),
                        g.path("object").path("name").asText(),
                        g.path("object_name").asText(),
                        g.path("db_name").asText(),
                        g.path("grantor").path("privilege").path("name").asText(),
                        g.path("grantor").path("user").path("name").asText()));
    return Stream.concat(users, granted).sorted().toList();
  }

  private static List<String> lines(JsonNode rbac) {
    Stream<String> users =
        rbac.path("users")
            .valueStream()
            .filter(user -> !user.path("userName").asText().equals("db_admin"))
            .map(
                user ->
                    user.path("userName").asText()
                        + user.path("roles").valueStream().map(JsonNode::asText).toList())
            .filter(line -> !line.endsWith("[]"));
    Stream<String> granted =
        rbac.path("roles")
            .valueStream()
            .flatMap(
                role ->
                    role.path("grants")
                        .valueStream()
                        .map(
                            g ->
                                String.join(
                                    " ",
                                    role.path("roleName").asText(),
                                    g.path("objectType").asText(),
                                    g.path("objectName").asText(),
                                    g.path("dbName").asText(),
                                    g.path("privilege").asText(),
                                    g.path("grantor").asText())));
    return Stream.concat(users, granted).sorted().toList();
  }

  private JsonNode meta(Backup backup) {
    String key = backup.prefix() + "/meta/full_meta.json";
    String bucket = stack.connection().backupBucket();
    return Json.read(
        stack.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray(), JsonNode.class);
  }

  @Test
  void hundredsComeBackEqual() {
    Backup backup = backups.sample(SampleOptions.of(SampleShape.MANY_USERS, "rbac-many", 75));
    Answer started = withRbac(backup, "rbac-many");

    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(job.path("rbac").path("users").path("created")).hasSize(50);
    assertThat(job.path("rbac").path("roles").path("created")).hasSize(40);
    assertThat(job.path("rbac").path("grants").asInt()).isEqualTo(500);
    JsonNode rbac = rbac(Backups.clusterId(started));
    assertThat(lines(rbac)).isEqualTo(lines(meta(backup), grants -> grants));
    assertThat(texts(rbac.path("privilegeGroups"), "groupName"))
        .isEqualTo(texts(meta(backup).path("rbac_meta").path("privilege_groups"), "group_name"));
  }

  @Test
  void hundredsComeBackFilteredAndRenamed() {
    Backup backup = backups.sample(SampleOptions.of(SampleShape.MANY_USERS, "rbac-some", 76));
    Answer cluster = backups.restore(backup, "rbac-some");
    backups.ended(cluster);
    String clusterId = Backups.clusterId(cluster);
    String body =
        """
        {'destClusterId':'%s','includeRbac':true,'dbCollections':[
          {'dbName':'default','collections':[
            {'collectionName':'products','destCollectionName':'goods'}]},
          {'dbName':'media','destDbName':'archive','collections':[
            {'collectionName':'events','destCollectionName':'past_events'}]}]}"""
            .formatted(clusterId)
            .replace('\'', '"');
    String path = backups.restorePath(backup).replace("restoreCluster", "restoreCollection");

    JsonNode job = backups.ended(api.post(path, body));

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    List<String> expected =
        lines(meta(backup), grants -> grants.flatMap(RestoreRbacTest::filteredAndRenamed));
    assertThat(lines(rbac(clusterId))).isEqualTo(expected).hasSizeGreaterThan(100);
  }

  private static Stream<JsonNode> filteredAndRenamed(JsonNode grant) {
    if (!grant.path("object").path("name").asText().equals("Collection")) {
      return Stream.empty();
    }
    boolean products = grant.path("db_name").asText().equals("default");
    ObjectNode renamed = grant.deepCopy();
    renamed.put("object_name", products ? "goods" : "past_events");
    renamed.put("db_name", products ? "default" : "archive");
    return Stream.of(renamed);
  }
}
