package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.s3.model.S3Object;

final class PlannerTest {
  /** 2^53: from here on a reader with floating point loses digits. */
  private static final long EXACT_IN_FLOATING_POINT = 1L << 53;

  @Test
  void aPlanNamesEveryCollectionAndObjectOfTheBackup() {
    SampleRestore restore = SampleRestore.create();

    Planner.Planned planned = restore.plan();

    Job.PlanReference plan = restore.job().plan().orElseThrow();
    assertThat(planned)
        .isEqualTo(
            new Planner.Planned(
                restore.settings.workBucket(),
                plan.prefix() + "collections.jsonl",
                Integer.toString(restore.backup.collectionCount()),
                "false"));
    List<S3Object> source =
        SampleRestore.objects(restore.settings.backupBucket()).stream()
            .filter(object -> object.key().contains("/binlogs/"))
            .toList();
    assertThat(plan.objects()).isEqualTo(source.size());
    assertThat(plan.bytes()).isEqualTo(source.stream().mapToLong(S3Object::size).sum());
    assertThat(restore.plans()).hasSize(plan.collections());
    assertThat(restore.job().status()).isEqualTo(JobStatus.IN_PROGRESS);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RESTORE_BACKUP);
  }

  @Test
  void everyCollectionOfThePlanHasAnOutcomeThatWaits() {
    SampleRestore restore = SampleRestore.create();

    restore.plan();

    assertThat(restore.jobs().outcomes().all(restore.job.jobId()))
        .containsExactlyElementsOf(
            restore.plans().stream().map(PlannedCollection::outcome).toList())
        .allMatch(outcome -> outcome.status() == OutcomeStatus.WAITING);
  }

  @Test
  void planningTwiceAnswersTheSamePlan() {
    SampleRestore restore = SampleRestore.create();
    Planner.Planned first = restore.plan();
    Map<String, String> before = restore.everything();

    assertThat(restore.plan()).isEqualTo(first);

    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void thePlanThatWasFirstOnTheJobDecidesTheIds() {
    SampleRestore restore = SampleRestore.create();
    restore.plan();
    Job.PlanReference winner = restore.job().plan().orElseThrow();
    List<PlannedCollection> winners = restore.plans();

    // A second planner that saw no plan when it began: its files are written, its ids taken.
    forgetPlan(restore, winners);
    restore.plan();
    List<PlannedCollection> losers = restore.plans();
    Run run = restore.job.run();
    assertThat(restore.jobs().setPlan(run, winner, List.of(), List.of()))
        .as("has a plan")
        .isFalse();
    forgetPlan(restore, losers);
    assertThat(restore.jobs().setPlan(run, winner, List.of(), List.of())).isTrue();

    restore.plan();

    assertThat(restore.jobs().outcomes().all(restore.job.jobId()))
        .extracting(Outcome::collectionId)
        .containsExactlyElementsOf(winners.stream().map(PlannedCollection::collectionId).toList());
    var ids = new HashSet<String>();
    assertThat(Stream.concat(winners.stream(), losers.stream()))
        .as("no id is given out twice")
        .allMatch(plan -> ids.add(plan.collectionId()));
  }

  @Test
  void whoWasOvertakenWhileItPlannedAnswersThePlanThatIsThere() {
    SampleRestore restore = SampleRestore.create();
    var faster = new AtomicReference<Planner.Planned>();
    Consumer<SdkRequest> overtake =
        request -> {
          if (faster.get() == null && request.toString().contains("planRun")) {
            faster.set(restore.plan());
          }
        };

    Planner.Planned planned = plan(restore, overtake);

    assertThat(planned).isEqualTo(faster.get());
    assertThat(restore.jobs().outcomes().all(restore.job.jobId()))
        .containsExactlyElementsOf(
            restore.plans().stream().map(PlannedCollection::outcome).toList());
  }

  @Test
  void theFirstPlanOfANewClusterReadsNothingThatCannotBeThere() {
    SampleRestore restore = SampleRestore.create();

    assertThat(restore.requests(wiring -> wiring.planning().plan(restore.job.run(), "arn")))
        .containsExactly(
            "GetItemRequest", // the job
            "GetItemRequest", // the cluster
            "TransactWriteItemsRequest", // both begin
            "QueryRequest", // what is wanted
            "GetItemRequest", // the backup
            "GetItemRequest", // and its databases
            "UpdateItemRequest", // ids
            "GetItemRequest", // how fast this installation restores
            "TransactWriteItemsRequest"); // the plan, outcomes and names
  }

  /** Of a job that skips nothing, without the list of what it skips. */
  @Test
  void aPlanHasNoFileThatNobodyReads() {
    SampleRestore restore = SampleRestore.create();
    restore.plan();

    List<String> files =
        SampleRestore.objects(restore.settings.workBucket()).stream().map(S3Object::key).toList();

    assertThat(files).noneMatch(key -> key.endsWith("skipped.jsonl"));
    assertThat(restore.plans())
        .allSatisfy(
            plan ->
                assertThat(files.contains(plan.batchesKey()))
                    .isEqualTo(Long.parseLong(plan.batches()) > 1));
  }

  private static Planner.Planned plan(SampleRestore restore, Consumer<SdkRequest> told) {
    var clients = new Clients(restore.settings);
    try (var telling = EmbeddedAws.telling(told)) {
      return new Wiring(clients, telling, clients::stepFunctions)
          .planning()
          .plan(restore.job.run(), "arn");
    }
  }

  private static String keyWith(String bucket, String part) {
    return SampleRestore.objects(bucket).stream()
        .map(S3Object::key)
        .filter(key -> key.contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static void forgetPlan(SampleRestore restore, List<PlannedCollection> plans) {
    remove(restore, "JOB", "plan");
    remove(restore, "JOB", "planRun");
    plans.forEach(plan -> delete(restore, "COLLECTION#" + plan.collection()));
  }

  @Test
  void outcomesThatADeadPlannerLeftOutAreAdded() {
    SampleRestore restore = SampleRestore.create();
    restore.plan();
    List<Outcome> all = restore.jobs().outcomes().all(restore.job.jobId());
    delete(restore, "COLLECTION#" + all.getLast().collection());

    restore.plan();

    assertThat(restore.jobs().outcomes().all(restore.job.jobId())).isEqualTo(all);
  }

  @Test
  void idsAreTextAboveWhatFloatingPointHolds() {
    SampleRestore restore = SampleRestore.create();

    Planner.Planned planned = restore.plan();

    String lines =
        EmbeddedAws.s3()
            .getObjectAsBytes(r -> r.bucket(planned.bucket()).key(planned.collectionsKey()))
            .asUtf8String();
    assertThat(restore.plans())
        .allSatisfy(
            plan -> {
              assertThat(Long.parseLong(plan.collectionId()))
                  .isGreaterThan(EXACT_IN_FLOATING_POINT);
              assertThat(lines).contains("\"collectionId\":\"" + plan.collectionId() + "\"");
            });
    assertThat(lines).as("no number but in quotes").doesNotContainPattern("\":-?[0-9]");
  }

  @Test
  void aDamagedBackupIsNotPlanned() {
    SampleRestore restore = SampleRestore.ofOwnBackup();
    String bucket = restore.settings.backupBucket();
    String lost = keyWith(bucket, "/insert_log/");
    EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key(lost));

    assertNotPlanned(restore, ErrorCode.BACKUP_DAMAGED, lost);
  }

  @Test
  void aBackupWithAnObjectOfAnotherSizeIsNotPlanned() {
    SampleRestore restore = SampleRestore.ofOwnBackup();
    String bucket = restore.settings.backupBucket();
    String changed = keyWith(bucket, "/insert_log/");
    EmbeddedAws.s3()
        .putObject(r -> r.bucket(bucket).key(changed), RequestBody.fromString("shorter"));

    assertNotPlanned(restore, ErrorCode.BACKUP_DAMAGED, changed);
  }

  @Test
  void aMetaWithAbsurdSizesOfCollectionsIsPlannedByItsFiles() {
    SampleRestore restore = SampleRestore.ofOwnBackup();
    String bucket = restore.settings.backupBucket();
    String key = keyWith(bucket, "/meta/full_meta.json");
    String meta = EmbeddedAws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    String absurd = meta.replaceAll("\"size\": ?[0-9]+", "\"size\":9223372036854775807");
    assertThat(absurd).isNotEqualTo(meta);
    EmbeddedAws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(absurd));

    restore.plan();

    Job.PlanReference plan = restore.job().plan().orElseThrow();
    assertThat(plan.bytes())
        .isEqualTo(
            SampleRestore.objects(bucket).stream()
                .filter(object -> object.key().contains("/binlogs/"))
                .mapToLong(S3Object::size)
                .sum());
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("9223372036854775807"));
  }

  @Test
  void aBackupThatWasDeletedIsNotPlanned() {
    SampleRestore restore = SampleRestore.create();
    EmbeddedAws.dynamoDb().scan(r -> r.tableName(restore.settings.clustersTable())).items().stream()
        .filter(item -> item.toString().contains(restore.backup.backupId()))
        .forEach(
            item ->
                EmbeddedAws.dynamoDb()
                    .deleteItem(
                        r ->
                            r.tableName(restore.settings.clustersTable())
                                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));

    assertNotPlanned(restore, ErrorCode.BACKUP_NOT_FOUND, restore.backup.backupId());
  }

  @Test
  void aBackupWhoseFilesAreGoneIsNotPlanned() {
    SampleRestore restore = SampleRestore.ofOwnBackup();
    String bucket = restore.settings.backupBucket();
    SampleRestore.objects(bucket)
        .forEach(object -> EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key(object.key())));

    assertNotPlanned(restore, ErrorCode.BACKUP_NOT_FOUND, bucket);
  }

  @Test
  void aJobThatHasEndedIsNotPlanned() {
    SampleRestore restore = SampleRestore.create();
    restore.abandon("Aborted.");

    assertNotPlanned(restore, ErrorCode.CLUSTER_RESTORE_FAILED, "ended");
  }

  private static void assertNotPlanned(SampleRestore restore, ErrorCode code, String named) {
    Refused refused = catchThrowableOfType(Refused.class, restore::plan);

    assertThat(refused).isNotNull();
    assertThat(refused.reason()).contains(named);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(restore.job().plan()).isEmpty();
    assertThat(restore.jobs().outcomes().all(restore.job.jobId())).isEmpty();
    assertThat(SampleRestore.objects(restore.settings.workBucket())).isEmpty();
  }

  private static void remove(SampleRestore restore, String sortKey, String attribute) {
    EmbeddedAws.dynamoDb()
        .updateItem(
            r ->
                r.tableName(restore.settings.jobsTable())
                    .key(key(restore, sortKey))
                    .attributeUpdates(
                        Map.of(
                            attribute,
                            AttributeValueUpdate.builder()
                                .action(AttributeAction.DELETE)
                                .build())));
  }

  private static void delete(SampleRestore restore, String sortKey) {
    EmbeddedAws.dynamoDb()
        .deleteItem(r -> r.tableName(restore.settings.jobsTable()).key(key(restore, sortKey)));
  }

  private static Map<String, AttributeValue> key(SampleRestore restore, String sortKey) {
    return Item.key("JOB#" + restore.job.jobId(), sortKey).attributes();
  }

  @Test
  void anOlderMilvusThanThatOfTheBackupIsRefused() {
    SampleRestore restore = SampleRestore.toMilvus("v2.5.4");

    Refused refused = catchThrowableOfType(Refused.class, restore::plan);

    assertThat(refused.reason()).contains("The backup is of Milvus 2.6 and the cluster of 2.5");
    assertThat(restore.job().plan()).isEmpty();
  }

  @Test
  void aVersionThatIsNotKnownIsAWarning() {
    SampleRestore restore = SampleRestore.toMilvus("");

    restore.plan();

    assertThat(restore.job().plan().orElseThrow().warnings())
        .anyMatch(warning -> warning.contains("version of the cluster is not known"));
  }
}
