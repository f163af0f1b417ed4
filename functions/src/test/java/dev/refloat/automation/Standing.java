package dev.refloat.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.AccessStore;
import dev.refloat.access.Grants;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.access.StoredKeys;
import dev.refloat.api.FirstKeyFunction;
import dev.refloat.backup.BackupChange;
import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.CreationMethod;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.KeyedHash;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.ClusterMoves;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.MetricLines;
import dev.refloat.testing.StartExecutions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** An installation with backups, where triggers are made and fire. */
final class Standing implements AutoCloseable {
  static final String SOURCE = "in01-source00000001";
  static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  final StartExecutions stepFunctions = new StartExecutions();
  final Map<String, String> environment = new HashMap<>(EmbeddedAws.newEnvironment());
  final String projectId;
  final String organizationId;
  final Principal owner;

  Instant now = START;

  /** How long restores take. */
  Duration took = Duration.ofSeconds(1);

  Standing() {
    environment.putAll(MetricLines.NAMESPACE);
    environment.put("REQUESTS_BUCKET", EmbeddedAws.newBucket());
    environment.put("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint());
    environment.put(
        "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:restore");
    JsonNode made = Json.tree(Invocation.of(new FirstKeyFunction(environment), "{}"));
    projectId = made.path("projectId").asText();
    organizationId = made.path("organizationId").asText();
    owner = key("key-owner", Role.OWNER);
  }

  /** Who shows a key of its own, with what it may. */
  Principal key(String id, Role role) {
    Principal shown = StoredKeys.add(settings(), organizationId, role, id);
    return new Grants(AccessStore.of(clients()), () -> now).apply(shown);
  }

  Settings settings() {
    return new Settings(environment);
  }

  Clients clients() {
    return new Clients(settings());
  }

  Wiring wiring() {
    return new Wiring(clients());
  }

  Table jobsTable() {
    return new Table(EmbeddedAws.dynamoDb(), settings().jobsTable());
  }

  TriggerStore triggers() {
    return new TriggerStore(jobsTable());
  }

  Firings firings() {
    return new Firings(jobsTable(), triggers(), () -> now);
  }

  RestoreTriggers restoreTriggers() {
    return new AutomationWiring(clients(), wiring(), () -> now).restoreTriggers();
  }

  FireTriggers fireTriggers() {
    return new AutomationWiring(clients(), wiring(), () -> now).fireTriggers();
  }

  /** In a process that dies at a write. */
  FireTriggers fireTriggers(CutOff cutOff) {
    DynamoDbClient dynamoDb = cutOff.client(DynamoDbClient.class, EmbeddedAws.dynamoDb());
    var plain = clients();
    var cut =
        new Clients(
            settings(),
            cutOff.client(S3Client.class, plain.s3()),
            Clients.CopyingS3.of(plain.s3()),
            dynamoDb,
            plain.eventBridge());
    var wiring =
        new Wiring(cut, dynamoDb, () -> cutOff.client(SfnClient.class, plain.stepFunctions()));
    return new AutomationWiring(cut, wiring, () -> now).fireTriggers();
  }

  void run() {
    fireTriggers().run(() -> true);
  }

  RestoreTrigger create(ObjectNode body) {
    return create(owner, body);
  }

  RestoreTrigger create(Principal creator, ObjectNode body) {
    return restoreTriggers()
        .create(creator, TriggerDefinition.parse(body), Operation.begin(new KeyedHash(clients())));
  }

  RestoreTrigger trigger(RestoreTrigger trigger) {
    return triggers().find(trigger.triggerId()).orElseThrow();
  }

  /** All that a trigger was fired by, the newest first. */
  List<Firing> firings(RestoreTrigger trigger) {
    return firings().newest(trigger.triggerId(), 100);
  }

  ObjectNode body(String name, Map<String, ?> when) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("name", name).put("projectId", projectId);
    body.set("when", Json.toTree(when));
    return body;
  }

  /** Restores each backup that arrives to a new cluster. */
  ObjectNode onArrival(String name) {
    ObjectNode body = body(name, Map.of("backupAvailable", Map.of("clusterId", SOURCE)));
    body.putObject("restore")
        .put("clusterName", name + "-{yyyyMMdd-HHmmss}")
        .put("cuSize", 1)
        .put("collectionStatus", "KEEP");
    return body;
  }

  ObjectNode drillOnArrival(String name) {
    ObjectNode body = onArrival(name).put("drill", true);
    ((ObjectNode) body.path("restore")).remove("clusterName");
    return body;
  }

  ObjectNode onSchedule(String name, String expression) {
    ObjectNode body = onArrival(name);
    body.set("when", Json.toTree(Map.of("schedule", Map.of("expression", expression))));
    ((ObjectNode) body.path("restore")).put("clusterId", SOURCE);
    return body;
  }

  /** As it is while somebody deletes it. */
  BackupRecord deleting(BackupRecord backup) {
    return new BackupRecord(
        backup.backupId(),
        backup.backupName(),
        backup.projectId(),
        backup.clusterId(),
        backup.clusterName(),
        backup.type(),
        backup.creationMethod(),
        BackupStatus.DELETING,
        backup.size(),
        backup.createTime(),
        backup.expireTime(),
        backup.location(),
        backup.restoreNewInstancePolicies(),
        backup.hasRbac(),
        backup.milvusVersion(),
        backup.metaETag(),
        backup.metaModified(),
        backup.collectionCount(),
        backup.databases());
  }

  /** A backup that is registered, written so long after the start. */
  BackupRecord backup(String name, Duration after) {
    var location =
        new BackupLocation(settings().backupBucket(), projectId + "/" + SOURCE + "/" + name);
    return wiring()
        .backups()
        .put(
            new BackupRecord(
                BackupRecord.idOf(location),
                name,
                projectId,
                SOURCE,
                "",
                BackupType.CLUSTER,
                CreationMethod.MANUAL,
                BackupStatus.AVAILABLE,
                435_685,
                START.plus(after),
                Optional.empty(),
                location,
                List.of("LATEST", "ORIGINAL"),
                false,
                "2.3.0",
                "etag-of-" + name,
                START.plus(after),
                0,
                List.of()));
  }

  /** The backup becomes available. */
  BackupRecord arrives(String name, Duration after) {
    BackupRecord backup = backup(name, after);
    fireTriggers().arrived(new BackupChange(backup));
    return backup;
  }

  Optional<Job> job(Firing firing) {
    return firing.jobId().flatMap(id -> wiring().jobs().find(id));
  }

  /** The restore of the firing that runs ends, and its cluster is there, or is not. */
  void ends(RestoreTrigger trigger, JobStatus status, String reason) {
    String key = trigger(trigger).running().orElseThrow();
    Firing firing = firings().find(trigger.triggerId(), key).orElseThrow();
    Job job = job(firing).orElseThrow();
    var jobs = wiring().jobs();
    jobs.begin(job.run(), "arn", now);
    var clusters = wiring().clusters();
    new Transaction()
        .with(jobs.end(job.run(), JobStatus.IN_PROGRESS, status, reason, job.runStart().plus(took)))
        .run();
    // The cluster moves as its restore would have it.
    if (clusters.find(job.clusterId()).orElseThrow().status() == ClusterStatus.CREATING) {
      ClusterMoves.move(
          clusters, job.clusterId(), ClusterStatus.RESTORE_BACKUP, ClusterStatus.RUNNING);
    }
  }

  /** All items whose partition key begins so. */
  List<Item> items(String prefix) {
    return EmbeddedAws.dynamoDb()
        .scanPaginator(
            r ->
                r.tableName(settings().jobsTable())
                    .filterExpression("begins_with(pk, :p)")
                    .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(prefix))))
        .items()
        .stream()
        .map(Item::new)
        .toList();
  }

  @Override
  public void close() {
    stepFunctions.close();
  }
}
