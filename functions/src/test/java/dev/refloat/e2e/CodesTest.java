package dev.refloat.e2e;

import static dev.refloat.platform.ErrorCode.BACKUP_IN_USE;
import static dev.refloat.platform.ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION;
import static dev.refloat.platform.ErrorCode.CLUSTER_RESTORE_FAILED;
import static dev.refloat.platform.ErrorCode.COLLECTION_RESTORE_FAILED;
import static dev.refloat.platform.ErrorCode.EXPORT_TOO_LARGE;
import static dev.refloat.platform.ErrorCode.FIRING_SUPERSEDED;
import static dev.refloat.platform.ErrorCode.PLAN_OUTDATED;
import static dev.refloat.platform.ErrorCode.PROJECT_NOT_FOUND;
import static dev.refloat.platform.ErrorCode.RBAC_EXISTS;
import static dev.refloat.platform.ErrorCode.SOURCE_CHANGED;
import static dev.refloat.platform.ErrorCode.VERIFICATION_FAILED;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Every code that a caller can meet, met. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CodesTest {
  private static final String JOB_REASON = "the reason of a job, in an answer of status 200";
  private static final String NO_ROUTE = "no route that answers it is there yet";

  /** Codes that HTTP cannot show now, with why. */
  private static final Map<ErrorCode, String> NOT_SHOWN =
      Map.ofEntries(
          Map.entry(CLUSTER_OF_ANOTHER_ORGANIZATION, "answered as if there were no such cluster"),
          Map.entry(COLLECTION_RESTORE_FAILED, JOB_REASON),
          Map.entry(RBAC_EXISTS, JOB_REASON),
          Map.entry(PLAN_OUTDATED, JOB_REASON),
          Map.entry(CLUSTER_RESTORE_FAILED, JOB_REASON),
          Map.entry(EXPORT_TOO_LARGE, "a million objects are not made for it"),
          Map.entry(SOURCE_CHANGED, JOB_REASON),
          Map.entry(VERIFICATION_FAILED, JOB_REASON),
          Map.entry(BACKUP_IN_USE, NO_ROUTE),
          Map.entry(FIRING_SUPERSEDED, "in firings, and in results of request files"),
          Map.entry(PROJECT_NOT_FOUND, "answered like a project of another organization, 96012"));

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();
  private final Given given = new Given();

  private String sourceId = "";
  private String backup = "";
  private String list = "";
  private String register = "";
  private String restore = "";
  private String intoCluster = "";
  private String clusterId = "";
  private String uri = "";
  private String job = "";
  private @Nullable AccessRows access;

  @BeforeAll
  void aBackupAndAClusterThatWasMadeOfIt() {
    Backup placed = backups.sample(SampleOptions.small("codes", 30));
    Answer restored = backups.restore(placed, "codes");
    backups.ended(restored);
    clusterId = Backups.clusterId(restored);
    job = "/v2/jobs/" + restored.data().path("jobId").asText();
    sourceId = placed.clusterId();
    list = "/v2/backups?projectId=" + backups.project();
    register = "/v2/clusters/" + sourceId + "/backups/register";
    backup = path(placed);
    restore = backup + "/restoreCluster";
    intoCluster = backup + "/restoreCollection";
    uri = "s3://" + stack.connection().backupBucket() + "/" + placed.prefix();
    access =
        new AccessRows(
            api,
            new AccessRows.Made(
                backups.project(),
                sourceId,
                backup,
                clusterId,
                restored.data().path("jobId").asText()));
    given.brokenCluster("in01-broken000000000");
    given.clusterLike(clusterId, "in01-abnormal0000000", "ABNORMAL");
    given.clusterLike(clusterId, "in01-made0000000000", "RESTORE_BACKUP");
    given.clusterLike(clusterId, "in01-deleted00000000", "DELETED");
  }

  private String path(Backup placed) {
    return "/v2/clusters/"
        + placed.clusterId()
        + "/backups/"
        + backups.listed(placed).path("backupId").asText();
  }

  /**
   * A call and what is answered.
   *
   * @param says a part of the message
   */
  record Row(int status, int code, String says, String what, Supplier<Answer> call) {
    @Override
    public String toString() {
      return code + " " + what;
    }
  }

  /** A call, to be made when its row's turn comes. */
  record Call(String what, Supplier<Answer> answer) {}

  static Row row(int status, int code, String says, Call call) {
    return new Row(status, code, says, call.what(), call.answer());
  }

  private Call get(String path) {
    return new Call("GET " + path, () -> api.get(path));
  }

  private Call post(String path, String body) {
    return new Call("POST " + path, () -> api.post(path, body));
  }

  /** A body that would be accepted, but for these fields; a field that is null is left out. */
  static String with(String body, @Nullable Object... changes) {
    var changed = (ObjectNode) Json.tree(body);
    for (int i = 0; i < changes.length; i += 2) {
      String name = String.valueOf(changes[i]);
      Object value = changes[i + 1];
      if (value == null) {
        changed.remove(name);
      } else {
        changed.set(name, Json.toTree(value));
      }
    }
    return changed.toString();
  }

  /** A restore that would be accepted, but for these fields. */
  private Call restoring(@Nullable Object... changes) {
    return new Call(
        "restoreCluster with " + Arrays.toString(changes),
        () -> api.post(restore, with(backups.body("codes-2", "KEEP"), changes)));
  }

  /** A restore into the cluster that would be accepted, but for these fields. */
  private Call into(@Nullable Object... changes) {
    String body = with("{}", "destClusterId", clusterId, "dbCollections", databases(Map.of()));
    return new Call(
        "restoreCollection with " + Arrays.toString(changes),
        () -> api.post(intoCluster, with(body, changes)));
  }

  /** The same, of these collections. */
  private Call intoOf(List<Map<String, String>> collections) {
    return into("dbCollections", List.of(Map.of("collections", collections)));
  }

  /** One collection of the sample, to a place that is free, with these fields besides. */
  private static List<Map<String, Object>> databases(Map<String, Object> more) {
    var database = new HashMap<String, Object>(more);
    database.put("collections", List.of(free("destCollectionStatus", "LOADED")));
    return List.of(database);
  }

  private static Map<String, String> free(String field, String value) {
    return Map.of("collectionName", "products", "destCollectionName", "free", field, value);
  }

  /** A registration that would be accepted, but for these fields. */
  private Call registering(@Nullable Object... changes) {
    String body =
        Json.text(
            Map.of(
                "uri",
                "s3://" + stack.connection().backupBucket() + "/codes/none",
                "projectId",
                backups.project()));
    return new Call(
        "register with " + Arrays.toString(changes), () -> api.post(register, with(body, changes)));
  }

  /** A restore of a backup that is otherwise than it should be. */
  private Call restoringChanged(String field, String value, String... changes) {
    return new Call(
        "restoreCluster of a backup whose " + field + " is " + value,
        () -> {
          Backup placed = backups.sample(SampleOptions.small("changed", 31));
          String path = path(placed);
          given.backup(placed.clusterId(), path.substring(path.lastIndexOf('/') + 1), field, value);
          String body = with(backups.body("codes-3", "KEEP"), (Object[]) changes);
          return api.post(path + "/restoreCluster", body);
        });
  }

  Stream<Row> rows() {
    Stream<Row> others =
        Stream.of(
                callers(),
                lists(),
                things(),
                drops(),
                triggers(),
                bodies(),
                restores(),
                registrations(),
                partial(),
                orders())
            .flatMap(List::stream);
    return Stream.concat(others, requireNonNull(access).rows());
  }

  private List<Row> callers() {
    String noKey = "The apikey is illegal.";
    return List.of(
        row(401, 21119, noKey, new Call("unknown", () -> api.withKey("rfl_x").get("/v2/jobs"))),
        row(
            401,
            21119,
            noKey,
            new Call("no key", () -> api.send("GET", "/v2/jobs", Map.of(), Optional.empty()))),
        row(403, 96012, "does not belong to your", get("/v2/jobs?projectId=proj-none00000000")),
        row(403, 96012, "does not belong to your", restoring("projectId", "proj-none00000000")));
  }

  private List<Row> lists() {
    String size = "pageSize must be a whole number from 1 to 100.";
    String times = "&start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z";
    return List.of(
        row(400, 96005, "projectId is malformed", get("/v2/jobs?projectId=x")),
        row(400, 96007, "start must be a time", get(list + "&start=yesterday")),
        row(400, 96007, "end must be a time", get(list + "&end=2026-01-02")),
        row(400, 96008, size, get("/v2/jobs?pageSize=0")),
        row(400, 96008, size, get("/v2/clusters?pageSize=101")),
        row(400, 96008, size, get(list + "&pageSize=ten")),
        row(400, 96009, "currentPage must be", get("/v2/jobs?currentPage=0")),
        row(400, 96009, "currentPage must be", get("/v2/clusters?currentPage=1.5")),
        row(400, 96029, "backupType must be one of CLUSTER", get(list + "&backupType=PART")),
        row(400, 96030, "creationMethod must be one of", get(list + "&creationMethod=manual")),
        row(400, 96035, "end must not be before start", get(list + times)),
        row(400, 96036, "clusterId is malformed", get(list + "&clusterId=in01")),
        row(400, 96112, "status must be one of PENDING", get("/v2/jobs?status=RUNNING")),
        row(400, 96112, "type must be one of RESTORE", get("/v2/jobs?type=BACKUP")));
  }

  private List<Row> things() {
    String none = "/v2/clusters/in01-none00000000";
    String noBackup = "/backups/backup00000000000000000000";
    return List.of(
        row(404, 96018, "in01-none00000000 does not exist", get(none)),
        row(404, 96018, "in01-none00000000 does not exist", get(none + "/collections")),
        row(400, 96025, "clusterId is empty", get("/v2/clusters/%20")),
        row(404, 96026, "Job job-none does not exist", get("/v2/jobs/job-none")),
        row(404, 96026, "Job job-none does not exist", get("/v2/jobs/job-none/events")),
        row(404, 96026, "Job job-none does not exist", post("/v2/jobs/job-none/cancel", "")),
        row(404, 96026, "Job job-none does not exist", post("/v2/jobs/job-none/retry", "")),
        row(409, 96108, "is SUCCESSFUL; only one that is PENDING", post(job + "/cancel", "")),
        row(409, 96130, "it is SUCCESSFUL; only one that is", post(job + "/retry", "{}")),
        row(
            400,
            96110,
            "Unknown field: force. None is known here.",
            post(job + "/cancel", "{\"force\":true}")),
        row(400, 96109, "not JSON", post(job + "/retry", "{")),
        row(400, 96036, "clusterId is malformed", get("/v2/clusters/CLUSTER/collections")),
        row(404, 96101, "has no backup backup00", get("/v2/clusters/" + sourceId + noBackup)),
        row(404, 96101, "has no backup", post(none + noBackup + "/restoreCluster", "{}")),
        row(404, 96145, "has no plan job-none", restoring("planId", "job-none")),
        row(400, 96146, "to the other route", new Call("plan, other route", this::planOfARoute)),
        row(409, 96147, "found problems", new Call("plan with problems", this::planWithProblems)),
        row(404, 96190, "There is no GET /v2/nowhere", get("/v2/nowhere")),
        row(404, 96190, "There is no POST /v2/jobs", post("/v2/jobs", "{}")),
        row(500, 96199, "nothing you sent was wrong", get("/v2/clusters/in01-broken000000000")));
  }

  private List<Row> triggers() {
    return List.of(
        row(404, 96150, "does not exist", get("/v2/restoreTriggers/trig-none")),
        row(404, 96150, "does not exist", deleting("/v2/restoreTriggers/trig-none")),
        row(409, 96151, "named codes already", new Call("trigger twice", this::triggerTwice)),
        row(
            400,
            96152,
            "next backup would be",
            triggering("restore", Map.of("destClusterId", sourceId))),
        row(
            404,
            96018,
            "does not exist",
            triggering("restore", Map.of("destClusterId", "in01-none00000000"))),
        row(400, 96110, "Unknown field: wen", triggering("wen", "x")),
        row(400, 96111, "name is missing", triggering("name", null)),
        row(400, 96005, "projectId is missing", triggering("projectId", null)),
        row(400, 96112, "when must have one of", triggering("when", Map.of())),
        row(400, 96112, "keepLast must be 0 to 1000", triggering("keepLast", 1001)),
        row(
            400,
            96029,
            "backupType",
            triggering(
                "when",
                Map.of("backupAvailable", Map.of("clusterId", sourceId, "backupType", "X")))),
        row(400, 96008, "pageSize", get("/v2/restoreTriggers?pageSize=0")),
        row(400, 96009, "currentPage", get("/v2/drills?currentPage=x")),
        row(400, 96005, "projectId", get("/v2/drills?projectId=x")));
  }

  private String trigger() {
    return Json.text(
        Map.of(
            "name",
            "codes",
            "projectId",
            backups.project(),
            "when",
            Map.of("backupAvailable", Map.of("clusterId", sourceId)),
            "restore",
            Map.of("clusterName", "c-{yyyyMMdd}", "cuSize", 1, "collectionStatus", "KEEP")));
  }

  private Call triggering(String field, @Nullable Object value) {
    return new Call(
        "POST trigger with " + field,
        () -> api.post("/v2/restoreTriggers", with(trigger(), field, value)));
  }

  private Answer triggerTwice() {
    Answer first = api.post("/v2/restoreTriggers", trigger());
    Answer second = api.post("/v2/restoreTriggers", trigger());
    api.delete("/v2/restoreTriggers/" + first.data().path("triggerId").asText());
    return second;
  }

  private Call deleting(String path) {
    return new Call("DELETE " + path, () -> api.delete(path));
  }

  private List<Row> drops() {
    return List.of(
        row(404, 96018, "in01-none00000000 does not exist", dropping("in01-none00000000")),
        row(404, 96018, "does not exist", dropping("in01-deleted00000000")),
        row(400, 96025, "clusterId is empty", dropping("%20")),
        row(400, 96036, "clusterId is malformed", dropping("CLUSTER")),
        row(409, 96120, "is still making it", dropping("in01-made0000000000")));
  }

  private Call dropping(String id) {
    return deleting("/v2/clusters/" + id + "/drop");
  }

  private Answer planOfARoute() {
    String into = with("{}", "destClusterId", clusterId, "conflictPolicy", "SKIP");
    return run(api.post(intoCluster + "?dryRun=true", into), "codes-3");
  }

  private Answer planWithProblems() {
    return run(api.post(restore + "?dryRun=true", backups.body("codes", "KEEP")), "codes");
  }

  private Answer run(Answer plan, String clusterName) {
    String planId = plan.data().path("planId").asText();
    return api.post(restore, with(backups.body(clusterName, "KEEP"), "planId", planId));
  }

  private List<Row> bodies() {
    return List.of(
        row(400, 96109, "The body is empty", post(restore, "")),
        row(400, 96109, "The body is not JSON: see line 1, column", post(restore, "{not json")),
        row(400, 96109, "not an object", post(register, "[]")),
        row(400, 96109, "goes on after its end", post(register, "{} {}")),
        row(400, 96109, "is there twice", post(register, "{\"uri\":\"a\",\"uri\":\"b\"}")),
        row(400, 96110, "Unknown field: clusterNmae", restoring("clusterNmae", "x")),
        row(400, 96110, "Unknown field: url", registering("url", "x")),
        row(413, 96191, "1 MiB", post(restore, "\"" + "x".repeat(1 << 20) + "\"")));
  }

  private List<Row> restores() {
    String both = "proj-another000000";
    String sizes = "cuSize must be 1, 2, 4";
    return List.of(
        row(400, 96002, "cuSize must be greater than zero", restoring("cuSize", 0)),
        row(400, 96002, "cuSize must be greater than zero", restoring("cuSize", -4)),
        row(400, 96005, "projectId is missing", restoring("projectId", null)),
        row(400, 96005, "name different projects", restoring("targetProjectId", both)),
        row(400, 96005, "projectId must be a project id", restoring("projectId", "x")),
        row(400, 96010, "letters, digits and hyphens", restoring("clusterName", "a b")),
        row(400, 96010, "1 to 64", restoring("clusterName", "x".repeat(65))),
        row(409, 96017, "codes already", restoring("clusterName", "codes")),
        row(400, 96023, sizes, restoring("cuSize", 3)),
        row(400, 96023, sizes, restoring("cuSize", 1025)),
        row(400, 96031, "collectionStatus", restoring("collectionStatus", "SOME")),
        row(400, 96031, "collectionStatus", restoring("collectionStatus", null)),
        row(409, 96102, "is DELETING", restoringChanged("status", "DELETING")),
        row(400, 96103, "is a collection backup", restoringChanged("type", "COLLECTION")),
        row(
            400,
            96107,
            "it offers LATEST",
            restoringChanged("policies", "LATEST", "restoreVersionPolicy", "ORIGINAL")),
        row(400, 96111, "clusterName", restoring("clusterName", null)),
        row(400, 96111, "cuSize", restoring("cuSize", null)),
        row(400, 96112, "cuSize must be a whole number", restoring("cuSize", "1")),
        row(400, 96112, "restoreVersionPolicy must be", restoring("restoreVersionPolicy", "")),
        row(400, 96129, "verify must be one of FILES, CONTENT", restoring("verify", "NONE")),
        row(400, 96129, "verify must be one of", restoring("verify", true)),
        row(400, 96112, "includeRbac must be true or false", restoring("includeRbac", "yes")),
        row(400, 96112, "only with includeRbac", restoring("rbacConflict", "SKIP")),
        row(400, 96141, "has no users and roles", withoutRbac("restoreCluster")));
  }

  /** A restore of users and roles that the backup does not have. */
  private Call withoutRbac(String route) {
    return new Call(
        route + " with includeRbac, of a backup without",
        () -> {
          Backup placed = backups.sample(SampleOptions.small("no-rbac", 32));
          String path = path(placed) + "/" + route;
          backups.forgetRbac(placed);
          String body =
              route.equals("restoreCluster")
                  ? backups.body("codes-5", "KEEP")
                  : with("{}", "destClusterId", clusterId);
          return api.post(path, with(body, "includeRbac", true));
        });
  }

  private List<Row> registrations() {
    return List.of(
        row(400, 96029, "backupType must be one of", registering("backupType", "PART")),
        row(400, 96030, "creationMethod must be one of", registering("creationMethod", "BOTH")),
        row(404, 96101, "There is no backup at s3://", registering("backupType", "CLUSTER")),
        row(400, 96111, "uri is missing", registering("uri", null)),
        row(400, 96111, "projectId is missing", registering("projectId", null)),
        row(400, 96112, "uri must be a string", registering("uri", 1)),
        row(409, 96113, "cannot be read", registering("uri", given.meta("damaged", "no JSON"))),
        row(
            400,
            96114,
            "has the format 'parquet'",
            registering("uri", given.meta("format", "{\"format\":\"parquet\"}"))),
        row(400, 96115, "must be s3://bucket", registering("uri", "https://bucket/x")),
        row(400, 96115, "must lie in the backup bucket", registering("uri", "s3://other/x/y")));
  }

  private List<Row> partial() {
    String field = "destClusterId";
    String none = "in01-none00000000";
    String noBackup = "/v2/clusters/" + none + "/backups/backup00000000000000000000";
    Map<String, String> toFree = free("destCollectionStatus", "UNLOADED");
    return List.of(
        row(404, 96018, none, into(field, none)),
        row(400, 96025, field, into(field, null)),
        row(400, 96025, field, into(field, "")),
        row(400, 96036, field, into(field, "cluster")),
        row(
            400,
            96037,
            "destCollectionStatus",
            intoOf(List.of(free("destCollectionStatus", "KEEP")))),
        row(404, 96101, "has no backup", post(noBackup + "/restoreCollection", "{}")),
        row(404, 96104, "no_such", intoOf(List.of(Map.of("collectionName", "no_such")))),
        row(404, 96104, "no_db", into("dbCollections", List.of(Map.of("dbName", "no_db")))),
        row(409, 96105, "products", intoOf(List.of(Map.of("collectionName", "products")))),
        row(409, 96105, "products", into("dbCollections", null)),
        row(400, 96106, "free", intoOf(List.of(toFree, toFree))),
        row(400, 96109, "The body is empty", post(intoCluster, "")),
        row(400, 96110, "clusterName", into("clusterName", "x")),
        row(400, 96110, "dbNmae", into("dbCollections", databases(Map.of("dbNmae", "default")))),
        row(400, 96110, "colour", intoOf(List.of(free("colour", "red")))),
        row(400, 96111, "collectionName", intoOf(List.of(Map.of("destCollectionName", "free")))),
        row(
            400,
            96112,
            "destCollectionName",
            intoOf(List.of(Map.of("collectionName", "products", "destCollectionName", "1st")))),
        row(
            400,
            96112,
            "destDbName",
            into("dbCollections", databases(Map.of("destDbName", "a-b")))),
        row(400, 96112, "dbCollections", into("dbCollections", List.of())),
        row(400, 96112, "dbCollections", into("dbCollections", "default")),
        row(400, 96112, "collections", intoOf(List.of())),
        row(400, 96112, "conflictPolicy", into("conflictPolicy", "REPLACE")),
        row(400, 96129, "verify must be one of", into("verify", "content")),
        row(400, 96112, "FAIL, SKIP, RECREATE", into("rbacConflict", "MERGE", "includeRbac", true)),
        row(400, 96141, "has no users and roles", withoutRbac("restoreCollection")),
        row(409, 96121, "RUNNING", into(field, "in01-abnormal0000000")));
  }

  /** With a file that nobody knows. */
  private Answer damagedExport() {
    String cluster = "/v2/clusters/" + clusterId;
    String id =
        api.get(cluster + "/collections")
            .data()
            .path("collections")
            .path(0)
            .path("collectionId")
            .asText();
    String key = clusterId + "/insert_log/" + id + "/1/2/100/3";
    stack
        .s3()
        .putObject(
            r -> r.bucket(stack.connection().dataBucket()).key(key), RequestBody.fromString("x"));
    return api.post(cluster + "/export", "{}");
  }

  private List<Row> orders() {
    String body = Json.text(Map.of("uri", uri, "projectId", backups.project()));
    String header = "Idempotency-Key";
    return List.of(
        row(
            409,
            96122,
            header,
            new Call(
                "register with a key that was used for another body",
                () -> {
                  assertThat(api.post(register, body, header, "codes").code()).isZero();
                  return api.post(register, with(body, "creationMethod", "AUTO"), header, "codes");
                })),
        row(409, 96144, "/insert_log/", new Call("export, damaged", this::damagedExport)),
        row(
            400,
            96123,
            header,
            new Call(
                "register with a long key",
                () -> api.post(register, body, header, "k".repeat(129)))),
        row(400, 96124, "dryrun", post(restore + "?dryrun=true", backups.body("codes-4", "KEEP"))),
        row(400, 96124, "dryrun", post(intoCluster + "?dryrun=true", "{}")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCallIsRefusedWithItsCode(Row row) {
    Answer answer = row.call().get();

    assertThat(answer.code()).as("%s", answer).isEqualTo(row.code());
    assertThat(answer.status()).isEqualTo(row.status());
    assertThat(answer.message()).contains(row.says());
    assertThat(answer.requestId()).isNotBlank();
  }

  @Test
  void everyCodeIsShownOrHasAReasonWhyNot() {
    Set<Integer> shown = rows().map(Row::code).collect(toSet());
    Set<Integer> notShown = NOT_SHOWN.keySet().stream().map(ErrorCode::code).collect(toSet());

    assertThat(shown).doesNotContainAnyElementsOf(notShown);
    Set<Integer> all = new HashSet<>(shown);
    all.addAll(notShown);
    assertThat(all)
        .isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(toSet()));
  }
}
