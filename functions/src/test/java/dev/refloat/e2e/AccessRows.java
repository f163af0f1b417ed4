package dev.refloat.e2e;

import static dev.refloat.e2e.Callers.grant;
import static dev.refloat.e2e.CodesTest.row;
import static dev.refloat.e2e.CodesTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.CodesTest.Call;
import dev.refloat.e2e.CodesTest.Row;
import dev.refloat.platform.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What keys, roles and projects are refused for, and what keys are refused for what they are. */
final class AccessRows {
  private static final String NEEDED =
      "You must be organization owner, project admin, or have a role with ";
  private static final String NO_KEY = "/v2/api-keys/key-none0000000000000000";
  private static final String NO_ROLE = "/v2/roles/role-none000000000000000";

  /** More than a key may make in a minute, even where a minute ends in between. */
  private static final int CALLS_PER_MINUTE = 600;

  /** One may end just then, and another begin. */
  private static final int MINUTES = 3;

  private final Given given = new Given();

  private final Api api;
  private final Callers callers;
  private final Made made;

  private final Callers.Key member;
  private final Callers.Key reader;
  private final Callers.Key narrow;
  private final Callers.Key elsewhere;
  private final Callers.Key restorer;
  private final Callers.Key ofOtherBackups;
  private final String roleId;

  /**
   * What a restore left.
   *
   * @param sourceId the cluster that was backed up
   * @param backup path of the backup
   * @param clusterId the cluster that was made
   */
  record Made(String projectId, String sourceId, String backup, String clusterId, String jobId) {}

  /** Makes the keys and roles that the rows need. */
  AccessRows(Api api, Made made) {
    this.api = api;
    this.callers = new Callers(api);
    this.made = made;
    String project = made.projectId();
    member = callers.member("nothing");
    reader = callers.member("reader", grant(project, "Read-Write"));
    narrow = callers.member("narrow", grant(project, "Admin", made.sourceId()));
    elsewhere = callers.member("elsewhere", grant(callers.project("Elsewhere"), "Admin"));
    roleId = callers.backupRole("CodesRestorer", "manage");
    restorer = callers.member("restorer", grant(project, "CodesRestorer"));
    callers.backupRole("CodesOthers", "manage", "in01-another000000000");
    ofOtherBackups = callers.member("others", grant(project, "CodesOthers"));
  }

  Stream<Row> rows() {
    return Stream.of(privileges(), scopes(), keys(), roles(), projects(), orders(), ends())
        .flatMap(List::stream);
  }

  private Call as(Callers.Key key, String who, String method, String path, String body) {
    Api other = api.withKey(key.secret());
    Supplier<Answer> answer =
        switch (method) {
          case "GET" -> () -> other.get(path);
          case "DELETE" -> () -> other.delete(path);
          default -> () -> other.post(path, body);
        };
    return new Call(who + ": " + method + " " + path, answer);
  }

  private Call get(Callers.Key key, String who, String path) {
    return as(key, who, "GET", path, "");
  }

  private Call post(Callers.Key key, String who, String path, String body) {
    return as(key, who, "POST", path, body);
  }

  /** A restore that an owner could ask for. */
  private String restore(String name) {
    return with(
        "{\"cuSize\":1,\"collectionStatus\":\"KEEP\"}",
        "projectId",
        made.projectId(),
        "clusterName",
        name);
  }

  private String into() {
    return with("{\"conflictPolicy\":\"SKIP\"}", "destClusterId", made.clusterId());
  }

  /** A key that an owner could ask for, but for these fields. */
  private String keyBody(@Nullable Object... changes) {
    String body = "{\"name\":\"codes\",\"orgRole\":\"Member\"}";
    return with(with(body, "projects", List.of(grant(made.projectId(), "Read-Only"))), changes);
  }

  private Call makingKey(@Nullable Object... changes) {
    return new Call(
        "POST /v2/api-keys with " + Arrays.toString(changes),
        () -> api.post("/v2/api-keys", keyBody(changes)));
  }

  /** The same, with a grant that has these fields. */
  private Call granting(Object... fields) {
    JsonNode grant =
        Json.tree(
            with(Json.text(Map.of("projectId", made.projectId(), "role", "Read-Only")), fields));
    return makingKey("projects", List.of(grant));
  }

  private String roleBody(@Nullable Object... changes) {
    return with(
        "{\"roleName\":\"Free\",\"policies\":[{\"resourceType\":\"backup\",\"privileges\":[\"view\"]}]}",
        changes);
  }

  private Call makingRole(@Nullable Object... changes) {
    return new Call(
        "POST /v2/roles with " + Arrays.toString(changes),
        () -> api.post("/v2/roles", roleBody(changes)));
  }

  private Call allowing(String resourceType, List<String> privileges) {
    return makingRole(
        "policies", List.of(Map.of("resourceType", resourceType, "privileges", privileges)));
  }

  private Call makingProject(String body) {
    return new Call("POST /v2/projects " + body, () -> api.post("/v2/projects", body));
  }

  private List<Row> privileges() {
    String list = "/v2/backups?projectId=" + made.projectId();
    String register = "/v2/clusters/" + made.sourceId() + "/backups/register";
    String cluster = "/v2/clusters/" + made.clusterId();
    String restore = made.backup() + "/restoreCluster";
    String collection = made.backup() + "/restoreCollection";
    String registration = with("{\"uri\":\"s3://b/x/y\"}", "projectId", made.projectId());
    String role = roleBody("projectId", made.projectId());
    return List.of(
        row(403, 96013, NEEDED + "backup:view on project", get(member, "member", list)),
        row(
            403,
            96013,
            NEEDED + "backup:view on project",
            get(member, "member", "/v2/jobs?projectId=" + made.projectId())),
        row(
            403,
            96013,
            NEEDED + "backup:manage on project",
            post(reader, "reader", register, registration)),
        row(
            403,
            96013,
            NEEDED + "serving_cluster:create on project",
            post(restorer, "restorer", restore, restore("codes-5"))),
        row(403, 96013, NEEDED + "access:manage", post(reader, "reader", "/v2/roles", role)),
        row(
            403,
            96013,
            NEEDED + "access:manage",
            post(reader, "reader", "/v2/api-keys", keyBody())),
        row(
            403,
            96013,
            NEEDED + "organization:manage",
            post(narrow, "admin", "/v2/roles", roleBody())),
        row(
            403,
            96013,
            NEEDED + "organization:manage",
            as(narrow, "admin", "DELETE", "/v2/roles/" + roleId, "")),
        row(
            403,
            96013,
            NEEDED + "organization:manage",
            post(narrow, "admin", "/v2/projects", "{\"projectName\":\"x\"}")),
        row(
            403,
            96013,
            NEEDED + "organization:manage",
            post(narrow, "admin", "/v2/api-keys", "{\"name\":\"x\",\"orgRole\":\"Owner\"}")),
        row(403, 96015, NEEDED + "backup:view on", get(member, "member", made.backup())),
        row(403, 96015, NEEDED + "backup:view on", get(member, "member", job())),
        row(403, 96015, NEEDED + "serving_cluster:view on", get(member, "member", cluster)),
        row(403, 96015, NEEDED + "backup:manage on", post(reader, "reader", restore, "{}")),
        row(403, 96015, NEEDED + "backup:manage on", post(reader, "reader", collection, "{}")),
        row(403, 96015, NEEDED + "backup:manage on", post(ofOtherBackups, "others", restore, "{}")),
        row(
            403,
            96015,
            NEEDED + "serving_cluster:modify on",
            post(restorer, "restorer", collection, into())),
        row(403, 96015, NEEDED + "serving_cluster:view on", get(restorer, "restorer", cluster)),
        row(
            403,
            96015,
            NEEDED + "serving_cluster:delete on",
            as(reader, "reader", "DELETE", cluster + "/drop", "")));
  }

  private String job() {
    return "/v2/jobs/" + made.jobId();
  }

  private List<Row> scopes() {
    String outside = "Your key's scope";
    String project = made.projectId();
    String cluster = "/v2/clusters/" + made.clusterId();
    String register = cluster + "/backups/register";
    String restore = made.backup() + "/restoreCluster";
    String collection = made.backup() + "/restoreCollection";
    String registration = with("{}", "projectId", project, "uri", registrable());
    return List.of(
        row(403, 96016, outside, get(narrow, "narrow", cluster)),
        row(403, 96016, outside, get(narrow, "narrow", cluster + "/collections")),
        row(403, 96016, outside, get(narrow, "narrow", job())),
        row(403, 96016, outside, as(narrow, "narrow", "DELETE", cluster + "/drop", "")),
        row(403, 96016, outside, post(narrow, "narrow", collection, into())),
        row(403, 96016, outside, post(narrow, "narrow", register, registration)),
        row(403, 96016, "fewer clusters", post(narrow, "narrow", "/v2/api-keys", keyBody())),
        row(403, 96027, "has no new clusters", post(narrow, "narrow", restore, restore("codes-6"))),
        row(403, 96027, outside, get(elsewhere, "elsewhere", "/v2/backups?projectId=" + project)),
        row(403, 96027, outside, get(elsewhere, "elsewhere", "/v2/jobs?projectId=" + project)),
        row(403, 96027, outside, get(elsewhere, "elsewhere", made.backup())),
        row(403, 96027, outside, get(elsewhere, "elsewhere", job())),
        row(403, 96027, outside, get(elsewhere, "elsewhere", cluster)),
        row(403, 96027, outside, as(elsewhere, "elsewhere", "DELETE", cluster + "/drop", "")),
        row(403, 96027, outside, post(elsewhere, "elsewhere", restore, "{}")),
        row(403, 96027, outside, post(elsewhere, "elsewhere", collection, "{}")),
        row(403, 96027, outside, post(elsewhere, "elsewhere", register, registration)),
        row(403, 96027, outside, post(elsewhere, "elsewhere", "/v2/api-keys", keyBody())),
        row(
            403,
            96027,
            outside,
            post(elsewhere, "elsewhere", "/v2/roles", roleBody("projectId", project))));
  }

  private static String registrable() {
    return "s3://" + Stack.shared().connection().backupBucket() + "/codes/none";
  }

  private List<Row> keys() {
    JsonNode again = Json.toTree(grant(made.projectId(), "Admin"));
    return List.of(
        row(400, 96005, "projects[0].projectId", granting("projectId", "x", "allCluster", true)),
        row(400, 96007, "expireTime", makingKey("expireTime", "tomorrow")),
        row(400, 96007, "expireTime", makingKey("expireTime", "2030-02-30T00:00:00Z")),
        row(403, 96012, "does not belong", granting("projectId", "proj-none", "allCluster", true)),
        row(400, 96036, "projects[0].clusterIds[0]", granting("clusterIds", List.of("x"))),
        row(400, 96109, "The body is empty", posting("/v2/api-keys", "")),
        row(400, 96110, "Unknown field: nmae", makingKey("nmae", "x")),
        row(400, 96110, "projects[0].cluster", granting("cluster", "x", "allCluster", true)),
        row(400, 96111, "name is missing", makingKey("name", null)),
        row(400, 96111, "orgRole is missing", makingKey("orgRole", null)),
        row(400, 96112, "name must be a string of 1 to 64", makingKey("name", "x".repeat(65))),
        row(400, 96112, "description", makingKey("description", "x".repeat(256))),
        row(400, 96112, "orgRole must be one of Owner", makingKey("orgRole", "Admin")),
        row(400, 96112, "projects must be left out", makingKey("orgRole", "Owner")),
        row(400, 96112, "each project once", makingKey("projects", List.of(again, again))),
        row(400, 96112, "projects must be a list", makingKey("projects", List.of())),
        row(400, 96112, "either allCluster true or clusterIds", granting()),
        row(
            400,
            96112,
            "either allCluster true or clusterIds",
            granting("allCluster", true, "clusterIds", List.of(made.sourceId()))),
        row(400, 96112, "allCluster must be true or false", granting("allCluster", "yes")),
        row(400, 96112, "in the future", makingKey("expireTime", "2020-01-02T03:04:05Z")),
        row(404, 96125, "does not exist", new Call("GET " + NO_KEY, () -> api.get(NO_KEY))),
        row(404, 96125, "does not exist", new Call("DELETE " + NO_KEY, () -> api.delete(NO_KEY))),
        row(404, 96125, "does not exist", get(reader, "reader", "/v2/api-keys/" + narrow.id())),
        row(
            404,
            96125,
            "does not exist",
            as(elsewhere, "elsewhere", "DELETE", "/v2/api-keys/" + reader.id(), "")),
        row(404, 96126, "has no role of that name", granting("role", "Nobody", "allCluster", true)),
        row(400, 96008, "pageSize", new Call("page", () -> api.get("/v2/api-keys?pageSize=0"))),
        row(413, 96191, "1 MiB", posting("/v2/api-keys", "\"" + "x".repeat(1 << 20) + "\"")));
  }

  private Call posting(String path, String body) {
    return new Call("POST " + path, () -> api.post(path, body));
  }

  private List<Row> roles() {
    String none = "/v2/roles/" + "r".repeat(2000);
    return List.of(
        row(400, 96005, "projectId must be a project id", makingRole("projectId", "x")),
        row(403, 96012, "does not belong", makingRole("projectId", "proj-none")),
        row(400, 96110, "Unknown field: name", makingRole("name", "x")),
        row(400, 96111, "policies is missing", makingRole("policies", null)),
        row(400, 96112, "roleName must be 1 to 64 letters", makingRole("roleName", "1st")),
        row(400, 96112, "policies must be a list", makingRole("policies", List.of())),
        row(400, 96112, "resourceType must be one of", allowing("cluster", List.of("view"))),
        row(400, 96112, "privileges of backup must be", allowing("backup", List.of("create"))),
        row(400, 96112, "none twice", allowing("backup", List.of("view", "view"))),
        row(404, 96126, "does not exist", new Call("GET " + NO_ROLE, () -> api.get(NO_ROLE))),
        row(404, 96126, "does not exist", new Call("DELETE role", () -> api.delete(NO_ROLE))),
        row(404, 96126, "does not exist", new Call("GET a long id", () -> api.get(none))),
        row(404, 96126, "does not exist", get(reader, "reader", "/v2/roles/" + roleId)),
        row(409, 96127, "choose another roleName", makingRole("roleName", "codesRESTORER")),
        row(409, 96127, "choose another roleName", makingRole("roleName", "Read-Only")),
        row(400, 96009, "currentPage", new Call("page", () -> api.get("/v2/roles?currentPage=0"))));
  }

  private List<Row> projects() {
    return List.of(
        row(400, 96110, "Unknown field: name", makingProject("{\"name\":\"x\"}")),
        row(400, 96111, "projectName is missing", makingProject("{}")),
        row(400, 96111, "projectName is missing", makingProject("{\"projectName\":\"\"}")),
        row(400, 96112, "projectName must be", makingProject("{\"projectName\":7}")),
        row(
            400,
            96112,
            "projectName must be",
            makingProject(with("{}", "projectName", "x".repeat(65)))));
  }

  private List<Row> orders() {
    String header = "Idempotency-Key";
    return List.of(
        row(
            409,
            96122,
            header,
            new Call(
                "api-keys with a key that was used for another body",
                () -> {
                  Answer first = api.post("/v2/api-keys", keyBody(), header, "access");
                  Answer again = api.post("/v2/api-keys", keyBody(), header, "access");
                  assertThat(first.code()).as("%s", first).isZero();
                  assertThat(again.data()).isEqualTo(first.data());
                  return api.post("/v2/api-keys", keyBody("name", "x"), header, "access");
                })),
        row(400, 96123, header, idempotent("/v2/roles", roleBody(), "k".repeat(129))),
        row(400, 96123, header, idempotent("/v2/projects", "{}", "k".repeat(129))),
        row(400, 96124, "force", posting("/v2/api-keys?force=1", keyBody())),
        row(400, 96124, "force", posting("/v2/roles?force=1", roleBody())),
        row(400, 96124, "force", posting("/v2/projects?force=1", "{}")));
  }

  private Call idempotent(String path, String body, String key) {
    return new Call(
        "POST " + path + " with a malformed Idempotency-Key",
        () -> api.post(path, body, "Idempotency-Key", key));
  }

  private List<Row> ends() {
    return List.of(
        row(401, 21119, "The apikey is illegal.", new Call("a revoked key", this::revoked)),
        row(409, 96128, "make one first", new Call("revoking the last owner", this::lastOwner)),
        row(429, 96192, "calls in this minute", new Call("a key that runs wild", this::often)));
  }

  /** It works, until it is revoked; revoking it again is no error. */
  private Answer revoked() {
    Callers.Key key = callers.member("revoked", grant(made.projectId(), "Read-Only"));
    assertThat(api.withKey(key.secret()).get(made.backup()).code()).isZero();
    for (int i = 0; i < 2; i++) {
      assertThat(api.delete("/v2/api-keys/" + key.id()).code()).isZero();
    }
    return api.withKey(key.secret()).get(made.backup());
  }

  /** Of the keys of owners all are revoked but that of the tests. */
  private Answer lastOwner() {
    List<JsonNode> owners =
        IntStream.rangeClosed(1, 1 + api.get("/v2/api-keys").data().path("count").asInt() / 100)
            .mapToObj(page -> api.get("/v2/api-keys?pageSize=100&currentPage=" + page))
            .flatMap(page -> page.data().path("apiKeys").valueStream())
            .filter(key -> key.path("orgRole").asText().equals("Owner"))
            .filter(key -> key.path("status").asText().equals("ACTIVE"))
            .toList();
    List<JsonNode> first =
        owners.stream().filter(key -> key.path("createdBy").asText().isEmpty()).toList();
    assertThat(first).hasSize(1);
    owners.stream()
        .filter(key -> !first.contains(key))
        .forEach(key -> api.delete("/v2/api-keys/" + key.path("apiKeyId").asText()));
    return api.delete("/v2/api-keys/" + first.getFirst().path("apiKeyId").asText());
  }

  private Answer often() {
    Callers.Key key = callers.member("wild");
    Api wild = api.withKey(key.secret());
    Answer answer = wild.get("/v2/roles");
    for (int i = 0; i < MINUTES && answer.code() == 0; i++) {
      given.calledInThisMinute(key.id(), CALLS_PER_MINUTE);
      answer = wild.get("/v2/roles");
    }
    return answer;
  }
}
