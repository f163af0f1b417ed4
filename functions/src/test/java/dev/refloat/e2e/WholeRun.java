package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/**
 * All that can be asked of the system, and all that can be made to go wrong in it, once. What is
 * asked by HTTP is a line each in {@link #calls}.
 */
final class WholeRun {
  private static final String HEADER = "Idempotency-Key";
  private static final String CLUSTERS = "refloat-ClustersTable";
  private static final String JOBS = "refloat-JobsTable";

  private final Stack stack;
  private final Interventions interventions;
  private final Api api;
  private final Backups backups;
  private final String data;

  WholeRun(Stack stack, Interventions interventions) {
    this.stack = stack;
    this.interventions = interventions;
    this.api = stack.api();
    this.backups = new Backups(stack);
    this.data = stack.connection().dataBucket();
  }

  void play() {
    Backup backup = backups.sample(SampleOptions.small("whole", 51));
    indexed(backup);
    Answer cluster = restoredCluster(backup);
    calls(backup, Backups.clusterId(cluster));
    access(backup);
    refusedAndNotStarted(backup, Backups.clusterId(cluster));
    collections(backup, cluster);
    aBackupThatIsDamaged();
    String changing = aSourceThatChanges();
    filesThatAreOpened();
    fewThatAreLarge();
    anExecutionThatIsAborted();
    whatIsLeftIsSwept();
    aJobThatIsCanceledAndRetried();
    startsAndStopsThatGetLost(changing);
    anEndThatNobodyHears(changing);
    aClusterThatIsDropped(changing);
    triggersThatFire(Backups.clusterId(cluster));
    assertThat(interventions.areDone()).as("everything went wrong that should").isTrue();
  }

  /** A backup of which no event came. */
  private void indexed(Backup backup) {
    String backupId = backups.listed(backup).path("backupId").asText();
    stack
        .dynamoDb()
        .deleteItem(
            r ->
                r.tableName(stack.table("Clusters"))
                    .key(
                        Item.key("CLUSTER#" + backup.clusterId(), "BACKUP#" + backupId)
                            .attributes()));
    JsonNode indexed = stack.invoke("IndexBackupsFunction", "{}");
    assertThat(indexed.path("registered").asLong()).isPositive();
    assertThat(indexed.path("failed").asLong()).isZero();
  }

  private Answer restoredCluster(Backup backup) {
    String path = backups.restorePath(backup);
    String wanted = CodesTest.with(backups.body("whole", "KEEP"), "includeRbac", true);
    String planId = api.post(path + "?dryRun=true", wanted).data().path("planId").asText();
    ok(api.get("/v2/jobs/" + planId));
    String body = CodesTest.with(wanted, "planId", planId);
    interventions.before("CollectionFunction", ListPartsRequest.class, this::completeFirst);
    interventions.before("PlanFunction", TransactWriteItemsRequest.class, this::planFirst);
    interventions.before("CollectionFunction", PutItemRequest.class, this::openFirst);
    interventions.before("CopyFunction", CopyObjectRequest.class, _ -> timeIsUp());
    interventions.before("CollectionFunction", UpdateItemRequest.class, this::verifyFirst);
    Answer started = api.post(path, body, HEADER, "whole");
    assertThat(api.post(path, body, HEADER, "whole").body()).isEqualTo(started.body());
    assertThat(ended(started).path("status").asText()).isEqualTo("SUCCESSFUL");
    return started;
  }

  /** The call ends where it is, and the next one goes on. */
  private static void timeIsUp() {
    Thread.currentThread().interrupt();
    throw SdkClientException.create("The connection broke");
  }

  /** An earlier call of Verify died after it. */
  private void verifyFirst(SdkRequest request) {
    var update = (UpdateItemRequest) request;
    if (update.expressionAttributeValues().containsValue(AttributeValue.fromS("VERIFIED"))) {
      stack.dynamoDb().updateItem(update);
    } else {
      interventions.before("CollectionFunction", UpdateItemRequest.class, this::verifyFirst);
    }
  }

  /** An earlier call of Complete died after it, and one of Prepare before it wrote its ledger. */
  private void completeFirst(SdkRequest request) {
    var upload = (ListPartsRequest) request;
    var parts =
        stack.s3().listParts(upload).parts().stream()
            .map(p -> CompletedPart.builder().partNumber(p.partNumber()).eTag(p.eTag()).build())
            .toList();
    stack
        .s3()
        .completeMultipartUpload(
            r ->
                r.bucket(data)
                    .key(upload.key())
                    .uploadId(upload.uploadId())
                    .multipartUpload(u -> u.parts(parts)));
    open(upload.key() + ".lost");
  }

  /** An earlier call of this step died after it had put its plan on the job. */
  private void planFirst(SdkRequest request) {
    if (!request.toString().contains("planRun")) {
      interventions.before("PlanFunction", TransactWriteItemsRequest.class, this::planFirst);
      return;
    }
    // With the same token the function's own would be taken for a repetition, and succeed.
    var plan = ((TransactWriteItemsRequest) request).toBuilder().clientRequestToken(null).build();
    stack.dynamoDb().transactWriteItems(plan);
  }

  /** Another call of this step is faster to open an upload, which is then the one that counts. */
  private void openFirst(SdkRequest request) {
    var put = (PutItemRequest) request;
    if (!text(put.item(), "sk").startsWith("UPLOAD#")) {
      interventions.before("CollectionFunction", PutItemRequest.class, this::openFirst);
      return;
    }
    String uploadId = open(text(put.item(), "destination"));
    var entry = new HashMap<>(put.item());
    entry.put("uploadId", AttributeValue.fromS(uploadId));
    stack.dynamoDb().putItem(put.toBuilder().item(entry).build());
  }

  private void calls(Backup backup, String clusterId) {
    String backupId = backups.listed(backup).path("backupId").asText();
    ok(api.get("/v2/backups"));
    ok(api.get("/v2/clusters/" + backup.clusterId() + "/backups/" + backupId));
    checked(backup, backupId);
    ok(api.get("/v2/clusters"));
    ok(api.get("/v2/clusters/" + clusterId));
    ok(api.get("/v2/clusters/" + clusterId + "/collections"));
    ok(api.get("/v2/clusters/" + clusterId + "/rbac"));
    String export = "/v2/clusters/" + clusterId + "/export";
    ok(api.post(export, "{}", HEADER, "export"));
    ok(api.post(export, "{}", HEADER, "export"));
    assertThat(api.post(export, "{\"all\":1}", HEADER, "no-export").code()).isEqualTo(96110);
    ok(api.get("/v2/projects"));
    ok(api.get("/v2/jobs"));
    assertThat(api.get("/v2/nowhere").status()).isEqualTo(404);
    assertThat(api.withKey("unknown").get("/v2/jobs").status()).isEqualTo(401);
    String register = "/v2/clusters/" + backup.clusterId() + "/backups/register";
    String uri = "s3://" + stack.connection().backupBucket() + "/" + backup.prefix();
    String body = Json.text(Map.of("uri", uri, "projectId", backups.project()));
    ok(api.post(register, body, HEADER, "register"));
    ok(api.post(register, body, HEADER, "register"));
    Backup elsewhere = backups.elsewhere(SampleOptions.small("elsewhere", 55));
    ok(
        api.post(
            "/v2/clusters/" + elsewhere.clusterId() + "/backups/register",
            body.replace(backup.prefix(), elsewhere.prefix())));
    assertThat(api.post(register, body.replace("whole", "none"), HEADER, "none").status())
        .isEqualTo(404);
  }

  private void checked(Backup backup, String backupId) {
    String path = "/v2/clusters/" + backup.clusterId() + "/backups/" + backupId + "?check=";
    Answer checked = api.get(path + "true");
    ok(checked);
    assertThat(checked.data().at("/check/problemCount").asInt(-1)).isZero();
    assertThat(checked.data().at("/check/filesChecked").asBoolean()).isTrue();
    assertThat(api.get(path + "yes").code()).isEqualTo(96112);
  }

  /** Keys, roles and projects: made, listed, described, refused and taken back. */
  private void access(Backup backup) {
    String project = "{\"projectName\":\"another\"}";
    ok(api.post("/v2/projects", project, HEADER, "project"));
    ok(api.post("/v2/projects", project, HEADER, "project"));
    assertThat(api.post("/v2/projects", "{}", HEADER, "no-project").code()).isEqualTo(96111);
    String role =
        "{'roleName':'keeper','policies':[{'resourceType':'backup','privileges':['manage']}]}"
            .replace('\'', '"');
    Answer made = api.post("/v2/roles", role, HEADER, "role");
    ok(made);
    ok(api.post("/v2/roles", role, HEADER, "role"));
    assertThat(api.post("/v2/roles", role, HEADER, "role-again").code()).isEqualTo(96127);
    String roleId = made.data().path("roleId").asText();
    ok(api.get("/v2/roles"));
    ok(api.get("/v2/roles/" + roleId));
    String key =
        "{'name':'k','orgRole':'Member','projects':[{'projectId':'%s','role':'keeper','allCluster':true}]}"
            .formatted(backups.project())
            .replace('\'', '"');
    Answer member = api.post("/v2/api-keys", key, HEADER, "key");
    ok(member);
    ok(api.post("/v2/api-keys", key, HEADER, "key"));
    assertThat(api.post("/v2/api-keys", "{}", HEADER, "no-key").code()).isEqualTo(96111);
    ok(api.get("/v2/api-keys"));
    Api keeper = api.withKey(member.data().path("apiKey").asText());
    asKeeper(keeper, backup);
    Answer owner = api.post("/v2/api-keys", "{\"name\":\"o\",\"orgRole\":\"Owner\"}");
    for (Answer revoked : List.of(member, owner)) {
      String path = "/v2/api-keys/" + revoked.data().path("apiKeyId").asText();
      ok(api.get(path));
      ok(api.delete(path));
    }
    ok(api.delete("/v2/roles/" + roleId));
  }

  /** Whoever has a custom role makes every function look it up. */
  private void asKeeper(Api keeper, Backup backup) {
    for (String path :
        List.of("/v2/backups", "/v2/jobs", "/v2/clusters", "/v2/projects", "/v2/roles")) {
      ok(keeper.get(path));
    }
    ok(keeper.get("/v2/api-keys"));
    String path = backups.restorePath(backup);
    assertThat(keeper.post(path, backups.body("keeper", "KEEP")).code()).isEqualTo(96013);
    assertThat(
            keeper
                .post(
                    path.replace("restoreCluster", "restoreCollection"),
                    "{\"destClusterId\":\"in01-none00000\"}")
                .code())
        .isEqualTo(96018);
  }

  /** Refused calls withdraw their claim; one whose execution does not start releases its name. */
  private void refusedAndNotStarted(Backup backup, String clusterId) {
    String path = backups.restorePath(backup);
    assertThat(api.post(path, backups.body("whole", "KEEP"), HEADER, "taken").code())
        .isEqualTo(96017);
    doNotStart("RestoreClusterFunction");
    assertThat(api.post(path, backups.body("unstarted", "KEEP"), HEADER, "unstarted").code())
        .isEqualTo(96199);
    assertThat(intoCluster(backup, clusterId, "FAIL", "conflict").code()).isEqualTo(96105);
    doNotStart("RestoreCollectionFunction");
    assertThat(intoCluster(backup, clusterId, "OVERWRITE", "unstarted").code()).isEqualTo(96199);
  }

  private void doNotStart(String function) {
    interventions.before(
        function,
        StartExecutionRequest.class,
        _ -> {
          throw SdkClientException.create("The connection broke");
        });
  }

  private void collections(Backup backup, Answer cluster) {
    String clusterId = Backups.clusterId(cluster);
    backups
        .collections(cluster)
        .path("collections")
        .forEach(
            collection ->
                // A copy that was late left it in what is to be replaced.
                open(clusterId + "/insert_log/" + collection.path("collectionId").asText() + "/1"));
    interventions.before("PlanFunction", GetItemRequest.class, _ -> holdNames(clusterId));
    assertThat(ended(intoCluster(backup, clusterId, "SKIP", "skip")).path("status").asText())
        .isEqualTo("SUCCESSFUL");
    assertThat(ended(intoCluster(backup, clusterId, "OVERWRITE", "o")).path("status").asText())
        .isEqualTo("SUCCESSFUL");
    ok(intoCluster(backup, clusterId, "OVERWRITE", "o"));
  }

  /** A call that died has left names to a job that is not there any more. */
  private void holdNames(String clusterId) {
    var names =
        stack
            .dynamoDb()
            .query(
                r ->
                    r.tableName(CLUSTERS)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .expressionAttributeValues(
                            Map.of(
                                ":pk", AttributeValue.fromS("CLUSTER#" + clusterId),
                                ":sk", AttributeValue.fromS("NAME#"))))
            .items();
    for (Map<String, AttributeValue> name : names) {
      var held = new HashMap<>(name);
      held.put("pending", AttributeValue.fromS("job-gone"));
      stack.dynamoDb().putItem(r -> r.tableName(CLUSTERS).item(held));
    }
  }

  private Answer intoCluster(Backup backup, String clusterId, String policy, String key) {
    return api.post(
        backups.restorePath(backup).replace("restoreCluster", "restoreCollection"),
        Json.text(Map.of("destClusterId", clusterId, "conflictPolicy", policy)),
        HEADER,
        "into-" + key);
  }

  private void aBackupThatIsDamaged() {
    Backup backup = backups.sample(SampleOptions.small("damaged", 52));
    String missing = backups.sourceLogs(backup).keySet().iterator().next();
    stack.s3().deleteObject(r -> r.bucket(stack.connection().backupBucket()).key(missing));
    String path = backups.restorePath(backup);
    Answer started = api.post(path, backups.body("damaged", "KEEP"));
    assertThat(ended(started).path("status").asText()).isEqualTo("FAILED");
  }

  /** One collection fails, the others become visible; late copies of it come when all is done. */
  private String aSourceThatChanges() {
    Backup backup = backups.sample(SampleOptions.small("changing", 53));
    String changed = backups.sourceLogs(backup).keySet().iterator().next();
    String bucket = stack.connection().backupBucket();
    interventions.before(
        "CopyFunction",
        BatchGetItemRequest.class,
        _ ->
            stack
                .s3()
                .putObject(
                    r -> r.bucket(bucket).key(changed), RequestBody.fromString("something else")));
    interventions.before("FinishFunction", GetItemRequest.class, _ -> lateCopies(newestJob()));
    Answer started = backups.restore(backup, "changing");
    JsonNode job = ended(started);
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("collections").findValuesAsText("status")).contains("FAILED", "RESTORED");
    return job.path("jobId").asText();
  }

  /** Sound ones, then one that is damaged inside; enough of them for a Map. */
  private void filesThatAreOpened() {
    Backup backup = backups.sample(new SampleOptions("opened", 56, 0, 300));
    String path = backups.restorePath(backup);
    String body = backups.body("opened", "KEEP").replaceFirst("\\{", "{\"verify\":\"CONTENT\",");
    JsonNode sound = ended(api.post(path, body));
    assertThat(sound.path("status").asText()).as("%s", sound).isEqualTo("SUCCESSFUL");
    String damaged = new TreeMap<>(backups.sourceLogs(backup)).lastKey();
    backups.change(damaged, bytes -> bytes[0] = 0);
    JsonNode job = ended(api.post(path, body.replace("opened", "rotten")));
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains(damaged);
  }

  /** Ranges in a collection of one batch. */
  private void fewThatAreLarge() {
    Backup backup = backups.sample(new SampleOptions("large", 58, 2 << 20, 0));
    JsonNode job = ended(backups.restore(backup, "few-large"));
    assertThat(job.path("status").asText()).isEqualTo("SUCCESSFUL");
  }

  /** By backups, by files and by the time; restores to new clusters and into one, and a drill. */
  private void triggersThatFire(String clusterId) {
    Backup written = backups.elsewhere(SampleOptions.small("arriving", 59));
    Backup first = backups.place("arriving");
    String restore = "'restore':{'clusterName':'a-{HHmmss}','cuSize':1,'collectionStatus':'KEEP'}";
    String arrival = trigger("arrival", onArrival(first) + restore + ",'keepLast':0");
    String into =
        trigger(
            "into",
            onArrival(first)
                + "'restore':{'destClusterId':'%s','conflictPolicy':'OVERWRITE'}"
                    .formatted(clusterId));
    String drill =
        trigger(
            "drill",
            onArrival(first) + "'drill':true,'restore':{'cuSize':1,'collectionStatus':'RELEASE'}");
    backups.move(written, first);
    List.of(arrival, into, drill).forEach(id -> fired(id, 1, "SUCCESSFUL"));
    ok(api.get("/v2/restoreTriggers"));
    assertThat(api.get("/v2/drills").data().path("count").asInt()).isEqualTo(1);
    // The clocks of S3 and of names have whole seconds.
    backups.move(written, new Backup(first.clusterId(), first.prefix() + "-2"));
    fired(arrival, 2, "SUCCESSFUL");
    for (String id : List.of(drill, into)) {
      fired(id, 2, "SUCCESSFUL");
      ok(api.delete("/v2/restoreTriggers/" + id));
    }
    doNotStart("FireTriggersFunction");
    backups.move(written, new Backup(first.clusterId(), first.prefix() + "-3"));
    fired(arrival, 3, "REFUSED");
    ok(api.delete("/v2/restoreTriggers/" + arrival));
    filesThatAsk();
    timesThatCome(clusterId);
  }

  private static String onArrival(Backup backup) {
    return "'when':{'backupAvailable':{'clusterId':'%s'}},".formatted(backup.clusterId());
  }

  private String trigger(String name, String fields) {
    String body =
        "{'name':'%s','projectId':'%s',%s}"
            .formatted(name, backups.project(), fields)
            .replace('\'', '"');
    Answer made = api.post("/v2/restoreTriggers", body, HEADER, "trigger-" + name);
    ok(made);
    ok(api.post("/v2/restoreTriggers", body, HEADER, "trigger-" + name));
    assertThat(api.post("/v2/restoreTriggers", body, HEADER, "again-" + name).code())
        .isEqualTo(96151);
    return made.data().path("triggerId").asText();
  }

  private void fired(String triggerId, int times, String status) {
    Backups.await(
        () -> api.get("/v2/restoreTriggers/" + triggerId).data().path("firings"),
        found -> found.size() == times && found.at("/0/status").asText().equals(status));
  }

  /** One of them is gone when it is read. */
  private void filesThatAsk() {
    String files = trigger("files", "'when':{'request':true}");
    String folder = "restore-requests/" + files + "/";
    interventions.before(
        "FireTriggersFunction",
        GetObjectRequest.class,
        request ->
            stack
                .s3()
                .deleteObject(
                    r ->
                        r.bucket(stack.bucket("Requests"))
                            .key(((GetObjectRequest) request).key())));
    stack
        .s3()
        .putObject(
            r -> r.bucket(stack.bucket("Requests")).key(folder + "gone.json"),
            RequestBody.fromString("{}"));
    fired(files, 1, "REFUSED");
    ok(api.delete("/v2/restoreTriggers/" + files));
  }

  /** There is no backup that it could restore. */
  private void timesThatCome(String clusterId) {
    String timed =
        trigger(
            "timed",
            "'when':{'schedule':{'expression':'rate(1 minute)'}},'restore':{'clusterId':'in01-none00000','destClusterId':'%s'}"
                .formatted(clusterId));
    stack.turnClock(Duration.ofMinutes(2));
    stack.callScheduled();
    fired(timed, 1, "REFUSED");
    ok(api.delete("/v2/restoreTriggers/" + timed));
    stack.turnClock(Duration.ZERO);
  }

  private void anExecutionThatIsAborted() {
    Backup backup = backups.sample(SampleOptions.small("aborted", 54));
    interventions.before(
        "CollectionFunction",
        ListPartsRequest.class,
        _ -> {
          var running =
              stack.stepFunctions().listExecutions(r -> r.stateMachineArn(machine())).executions();
          String arn =
              running.stream()
                  .filter(execution -> execution.name().equals(newestJob()))
                  .findFirst()
                  .orElseThrow()
                  .executionArn();
          stack.stepFunctions().stopExecution(r -> r.executionArn(arn));
          throw SdkClientException.create("The connection broke");
        });
    interventions.before(
        "ExecutionEndedFunction", GetItemRequest.class, _ -> lateCopies(newestJob()));
    JsonNode job = ended(backups.restore(backup, "aborted"));
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains("aborted");
  }

  /** Canceled while it is planned: its cluster goes, and comes back. */
  private void aJobThatIsCanceledAndRetried() {
    Backup backup = backups.sample(SampleOptions.small("canceled", 57));
    interventions.before(
        "PlanFunction",
        ListObjectsV2Request.class,
        _ -> ok(api.post(newestPath() + "/cancel", "")));
    Answer started = backups.restore(backup, "canceled");
    assertThat(ended(started).path("status").asText()).isEqualTo("CANCELED");
    ok(api.get(newestPath() + "/events"));
    ok(api.post(newestPath() + "/retry", "", HEADER, "retry"));
    assertThat(ended(started).path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(api.post(newestPath() + "/cancel", "", HEADER, "late").code()).isEqualTo(96108);
  }

  /** Neither is a run started that was asked for, nor an execution stopped; one waits besides. */
  private void startsAndStopsThatGetLost(String jobId) {
    putActive("job-gone");
    interventions.before("ControlJobFunction", StartExecutionRequest.class, _ -> lost());
    String path = "/v2/jobs/" + jobId;
    ok(api.post(path + "/retry", ""));
    setInJob(jobId, "runStart", Instant.now().minusSeconds(60).toString());
    interventions.before("ControlJobFunction", StopExecutionRequest.class, _ -> lost());
    interventions.before(
        "PlanFunction",
        ListObjectsV2Request.class,
        _ -> {
          ok(api.post(path + "/cancel", ""));
          stack.callScheduled();
        });
    stack.callScheduled();
    assertThat(backups.ended(jobId).path("status").asText()).isEqualTo("CANCELED");
  }

  /** An execution that ended long ago, and of which nobody told the job. */
  private void anEndThatNobodyHears(String jobId) {
    setInJob(jobId, "status", "IN_PROGRESS");
    putActive(jobId);
    lateCopies(jobId);
    stack.callScheduled();
    assertThat(backups.ended(jobId).path("status").asText()).isEqualTo("FAILED");
  }

  /** With what its job had restored, which cannot be run again then. */
  private void aClusterThatIsDropped(String jobId) {
    String cluster = api.get("/v2/jobs/" + jobId).data().path("clusterId").asText();
    String path = "/v2/clusters/" + cluster;
    open(cluster + "/insert_log/1/late");
    ok(api.delete(path + "/drop"));
    ok(api.delete(path + "/drop"));
    ok(api.get(path));
    assertThat(api.post("/v2/jobs/" + jobId + "/retry", "").code()).isEqualTo(96130);
    backups.removed(cluster);
    assertThat(api.delete(path + "/drop").code()).isEqualTo(96018);
  }

  private void putActive(String jobId) {
    var active = Map.of("pk", AttributeValue.fromS("ACTIVE"), "sk", AttributeValue.fromS(jobId));
    stack.dynamoDb().putItem(r -> r.tableName(JOBS).item(active));
  }

  private static void lost() {
    throw SdkClientException.create("The connection broke");
  }

  private String newestPath() {
    return "/v2/jobs/" + newestJob();
  }

  private void setInJob(String jobId, String attribute, String value) {
    var found = stack.dynamoDb().query(r -> keys(r, "JOB#" + jobId, "JOB")).items();
    var item = new HashMap<>(found.getFirst());
    item.put(attribute, AttributeValue.fromS(value));
    stack.dynamoDb().putItem(r -> r.tableName(JOBS).item(item));
  }

  /** Calls that outlive their job write, and twenty minutes later nothing of it is there. */
  private void whatIsLeftIsSwept() {
    String jobId = newestJob();
    lateCopies(jobId);
    var order =
        stack.dynamoDb().query(r -> keys(r, "SWEEPS", "2")).items().stream()
            .filter(item -> text(item, "jobId").equals(jobId))
            .findFirst()
            .orElseThrow();
    var due = new HashMap<>(order);
    due.put("sk", AttributeValue.fromS("2026-01-01T00:00:00.000Z#" + jobId));
    due.put("due", AttributeValue.fromS("2026-01-01T00:00:00Z"));
    stack.dynamoDb().putItem(r -> r.tableName(JOBS).item(due));

    stack.callScheduled();

    String prefix = newestCluster() + "/";
    assertThat(stack.s3().listObjectsV2(r -> r.bucket(data).prefix(prefix)).contents())
        .noneMatch(object -> object.key().endsWith("/late"));
    assertThat(stack.s3().listMultipartUploads(r -> r.bucket(data).prefix(prefix)).uploads())
        .isEmpty();
    assertThat(stack.dynamoDb().query(r -> keys(r, "SWEEPS", "2026-01-01")).items()).isEmpty();
  }

  private static void keys(QueryRequest.Builder request, String pk, String sk) {
    request
        .tableName(JOBS)
        .consistentRead(true)
        .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
        .expressionAttributeValues(
            Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS(sk)));
  }

  /** An object, an upload and a ledger entry of each collection of a job that is not visible. */
  private void lateCopies(String jobId) {
    var outcomes = stack.dynamoDb().query(r -> keys(r, "JOB#" + jobId, "COLLECTION#")).items();
    String cluster = api.get("/v2/jobs/" + jobId).data().path("clusterId").asText();
    for (Map<String, AttributeValue> outcome : outcomes) {
      if (text(outcome, "status").equals("RESTORED")) {
        continue;
      }
      String key = cluster + "/insert_log/" + text(outcome, "collectionId") + "/late";
      put(key);
      var entry =
          Map.of(
              "pk", AttributeValue.fromS("JOB#" + jobId),
              "sk",
                  AttributeValue.fromS(
                      "UPLOAD#%s#%s#99999999"
                          .formatted(text(outcome, "collection"), text(outcome, "attempt"))),
              "number", AttributeValue.fromN("99999999"),
              "attempt", AttributeValue.fromN(text(outcome, "attempt")),
              "destination", AttributeValue.fromS(key),
              "uploadId", AttributeValue.fromS(open(key)));
      stack.dynamoDb().putItem(r -> r.tableName(JOBS).item(entry));
    }
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private String newestJob() {
    return api.get("/v2/jobs").data().path("jobs").path(0).path("jobId").asText();
  }

  private String newestCluster() {
    return api.get("/v2/jobs").data().path("jobs").path(0).path("clusterId").asText();
  }

  private String machine() {
    return stack.stepFunctions().listStateMachines().stateMachines().getFirst().stateMachineArn();
  }

  private void put(String key) {
    stack.s3().putObject(r -> r.bucket(data).key(key), RequestBody.fromString("late"));
  }

  private String open(String key) {
    return stack.s3().createMultipartUpload(r -> r.bucket(data).key(key)).uploadId();
  }

  private JsonNode ended(Answer started) {
    ok(started);
    return backups.ended(started);
  }

  private static void ok(Answer answer) {
    assertThat(answer.code()).as(answer.message()).isZero();
  }
}
