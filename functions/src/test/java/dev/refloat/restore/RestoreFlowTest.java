package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.copy.BatchPayload;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A restore from plan to end, undisturbed and cut off after each of its steps. */
final class RestoreFlowTest {
  private static final String WHY = "The execution of the restore was aborted.";

  /** Enough for one to fail and another to go on. */
  private static final int COLLECTIONS = 2;

  private final SampleRestore restore = SampleRestore.ofTheLargest(COLLECTIONS);

  @Test
  void aRestoreMakesEveryCollectionVisible() {
    SampleRestore whole = SampleRestore.create();
    whole.runThrough(Step.VERIFY);
    assertThat(whole.visible()).isEmpty();
    whole.run(Step.COMMIT);

    assertThat(whole.finish()).isEqualTo(JobStatus.SUCCESSFUL);

    assertThat(whole.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(whole.job().endTime()).isPresent();
    assertThat(whole.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(whole.plans()).hasSize(whole.backup.collectionCount());
    assertThat(whole.visible())
        .containsExactlyInAnyOrderElementsOf(
            whole.plans().stream().map(plan -> whole.planFile().entry(plan)).toList());
    assertThat(whole.openUploads()).isZero();
    assertThat(whole.isNameFree()).isFalse();
  }

  @Test
  void theFilesArriveByteForByte() {
    SampleRestore whole = SampleRestore.create();
    whole.runThrough(Step.FINISH);

    List<String> source =
        SampleRestore.objects(whole.settings.backupBucket()).stream()
            .filter(object -> object.key().contains("/binlogs/"))
            .map(object -> digest(whole.settings.backupBucket(), object))
            .toList();
    assertThat(SampleRestore.objects(whole.settings.dataBucket()))
        .extracting(object -> digest(whole.settings.dataBucket(), object))
        .containsExactlyInAnyOrderElementsOf(source);
  }

  @Test
  void theSampleTakesEveryWayOfCopying() {
    SampleRestore whole = SampleRestore.create();
    whole.runThrough(Step.PREPARE);

    assertThat(whole.openUploads()).as("objects in ranges").isPositive();
    assertThat(whole.plans())
        .extracting(PlannedCollection::batches)
        .as("no batch, one, more")
        .contains("0", "1")
        .anyMatch(batches -> Integer.parseInt(batches) > 1);
  }

  @Test
  void whatWasCopiedIsCountedOnEachOutcome() {
    restore.runThrough(Step.COPY);
    restore.run(Step.COPY);

    assertThat(restore.jobs().outcomes().all(restore.job.jobId()))
        .isNotEmpty()
        .allSatisfy(
            outcome -> {
              var copied = restore.copied(outcome.collection());
              assertThat(copied.bytes()).isEqualTo(outcome.bytesTotal());
              assertThat(copied.objects()).isEqualTo(outcome.objectsTotal());
            });
  }

  @ParameterizedTest
  @EnumSource
  void aStepDoneTwiceIsAsDoneOnce(Step step) {
    restore.runThrough(step);
    Map<String, String> before = restore.everything();

    restore.run(step);

    assertThat(restore.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"COMMIT", "RBAC", "FINISH"})
  void whatIsAbandonedAfterAStepLeavesNothing(Step last) {
    restore.runThrough(last);

    assertThat(restore.abandon(WHY)).isEqualTo(JobStatus.FAILED);

    assertNothingIsLeft();
    assertThat(restore.job().reason()).contains(WHY);
    assertThat(restore.jobs().outcomes().all(restore.job.jobId()))
        .hasSize(COLLECTIONS)
        .allMatch(outcome -> outcome.status() == OutcomeStatus.FAILED)
        .extracting(Outcome::reason)
        .containsOnly(WHY);
    assertThat(restore.isNameFree()).isTrue();
  }

  @Test
  void whatIsAbandonedBeforeThePlanLeavesNothing() {
    assertThat(restore.abandon(WHY)).isEqualTo(JobStatus.FAILED);

    assertNothingIsLeft();
    assertThat(restore.job().reason()).isEqualTo(WHY);
    assertThat(restore.isNameFree()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"COMMIT", "RBAC", "FINISH"})
  void aStepThatComesAfterTheAbandonIsRefused(Step last) {
    restore.runThrough(last);
    List<PlannedCollection> plans = restore.plans();
    List<BatchPayload> batches =
        plans.stream().flatMap(plan -> restore.batches(plan).stream()).toList();
    restore.abandon(WHY);
    Map<String, String> before = restore.everything();

    assertRefused(restore::plan);
    plans.forEach(plan -> assertRefused(() -> restore.prepare(plan)));
    batches.forEach(batch -> assertRefusedOrDone(() -> restore.copy(batch)));
    plans.forEach(plan -> assertRefused(() -> restore.verify(plan)));
    plans.forEach(plan -> assertRefused(() -> restore.commit(plan)));

    assertNothingIsLeft();
    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void aPlanThatComesAfterTheAbandonIsRefused() {
    restore.abandon(WHY);

    assertRefused(restore::plan);

    assertThat(restore.plans()).isEmpty();
    assertThat(SampleRestore.objects(restore.settings.workBucket())).isEmpty();
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource
  void anAbandonDoneTwiceIsAsDoneOnce(Step last) {
    restore.runThrough(last);
    JobStatus first = restore.abandon(WHY);
    Map<String, String> before = restore.everything();

    assertThat(restore.abandon("Another reason.")).isEqualTo(first);

    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void anAbandonFinishesOneThatWasCutOff() {
    restore.runThrough(Step.VERIFY);
    // As far as an ending gets that dies after the first collection.
    PlannedCollection first = restore.plans().getFirst();
    restore.wiring.endRestore().abandonCollection(first.key(), WHY);

    assertThat(restore.abandon("Another reason.")).isEqualTo(JobStatus.FAILED);

    assertNothingIsLeft();
    assertThat(
            restore
                .jobs()
                .outcomes()
                .find(first.jobId(), first.collection())
                .orElseThrow()
                .reason())
        .isEqualTo(WHY);
    assertThat(restore.isNameFree()).isTrue();
  }

  @Test
  void whatWasVisibleBeforeTheAbandonStays() {
    restore.runThrough(Step.VERIFY);
    List<PlannedCollection> plans = restore.plans();
    PlannedCollection committed = plans.getFirst();
    restore.commit(committed);

    assertThat(restore.abandon(WHY)).isEqualTo(JobStatus.FAILED);

    assertThat(restore.visible())
        .extracting(CatalogueEntry::collectionId)
        .containsExactly(committed.collectionId());
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.job().reason())
        .startsWith(
            "%d of %d collections failed: ".formatted(plans.size() - 1, plans.size())
                + plans.getLast().dbName()
                + ".");
    assertThat(restore.restoredKeys())
        .hasSize(Integer.parseInt(committed.objects()))
        .allMatch(key -> committed.destinationPrefixes().stream().anyMatch(key::startsWith));
    assertThat(restore.openUploads()).isZero();
    assertThat(restore.isNameFree()).isFalse();
  }

  @Test
  void anAbandonThatComesAfterTheLastCommitUndoesNothing() {
    restore.runThrough(Step.COMMIT);

    assertThat(restore.abandon(WHY)).isEqualTo(JobStatus.SUCCESSFUL);

    assertThat(restore.visible()).hasSize(COLLECTIONS);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.job().reason()).isEmpty();
  }

  @Test
  void oneCollectionGivenUpDoesNotStopTheOthers() {
    restore.runThrough(Step.COPY);
    List<PlannedCollection> plans = restore.plans();
    PlannedCollection given = plans.getFirst();
    restore.wiring.endRestore().abandonCollection(given.key(), "No room.");
    for (PlannedCollection plan : plans.subList(1, plans.size())) {
      restore.complete(plan);
      restore.verify(plan);
      restore.commit(plan);
    }

    assertThat(restore.finish()).isEqualTo(JobStatus.FAILED);

    assertThat(restore.visible()).hasSize(plans.size() - 1);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.job().reason())
        .isEqualTo(
            "1 of %d collections failed: %s.%s: No room."
                .formatted(plans.size(), given.dbName(), given.name()));
    assertThat(restore.restoredKeys())
        .noneMatch(key -> given.destinationPrefixes().stream().anyMatch(key::startsWith));
    assertThat(
            new CollectionNames(restore.clustersTable())
                .find(given.clusterId(), given.dbName(), given.name()))
        .as("its name is free")
        .isEmpty();
  }

  @Test
  void aVisibleCollectionCannotBeGivenUp() {
    restore.runThrough(Step.COMMIT);
    Map<String, String> before = restore.everything();
    PlannedCollection plan = restore.plans().getFirst();

    restore.wiring.endRestore().abandonCollection(plan.key(), WHY);

    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void whyABatchFailedIsWhyItsCollectionFailed() {
    SampleRestore own = SampleRestore.ofOwnBackup();
    own.runThrough(Step.PREPARE);
    String bucket = own.settings.backupBucket();
    SampleRestore.objects(bucket).stream()
        .filter(object -> object.key().contains("/binlogs/"))
        .forEach(object -> EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key(object.key())));
    BatchPayload batch = own.batches(own.plans().getFirst()).getFirst();

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> own.copy(batch));
    own.wiring.endRestore().abandonCollection(own.plans().getFirst().key(), "Map failed.");

    assertThat(own.jobs().outcomes().find(batch.jobId(), batch.collection()).orElseThrow().reason())
        .contains(bucket)
        .doesNotContain("Map failed.");
  }

  @Test
  void aJobThatLacksAnOutcomeDoesNotSucceed() {
    restore.runThrough(Step.COMMIT);
    String last = restore.plans().getLast().collection();
    EmbeddedAws.dynamoDb()
        .deleteItem(
            r ->
                r.tableName(restore.settings.jobsTable())
                    .key(
                        Item.key("JOB#" + restore.job.jobId(), "COLLECTION#" + last).attributes()));

    assertThat(restore.finish()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void theEndOfARestoreThatSucceededReadsNothingTwice() {
    restore.runThrough(Step.COMMIT);

    assertThat(restore.requests(wiring -> wiring.endRestore().finish(restore.job.run())))
        .containsExactly(
            "GetItemRequest", // the job
            "QueryRequest", // outcomes
            "GetItemRequest", // the databases that were planned
            "GetItemRequest", // the cluster
            "TransactWriteItemsRequest", // both end
            "GetItemRequest", // what it was expected to take
            "GetItemRequest", // how fast jobs were until now
            "PutItemRequest", // and how fast they are with this one
            "QueryRequest"); // names that are reserved still
    assertThat(restore.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
  }

  private void assertNothingIsLeft() {
    assertThat(restore.visible()).isEmpty();
    assertThat(restore.restoredKeys()).isEmpty();
    assertThat(restore.openUploads()).isZero();
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(restore.job().status()).isEqualTo(JobStatus.FAILED);
    String clusters = restore.settings.clustersTable();
    assertThat(restore.everything().keySet())
        .as("rows and names of collections, ledgers")
        .noneMatch(where -> where.startsWith(clusters) && where.contains("COLLECTION#"))
        .noneMatch(where -> where.startsWith(clusters) && where.contains("NAME#"))
        .noneMatch(where -> where.contains("BATCH#") || where.contains("UPLOAD#"));
  }

  /** A batch that the ledger knows as done does nothing, whatever became of its collection. */
  private static void assertRefusedOrDone(ThrowingCallable copy) {
    assertThat(catchThrowable(copy))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isNull(),
            thrown -> assertThat(thrown).isInstanceOf(Refused.class));
  }

  private static void assertRefused(ThrowingCallable late) {
    assertThatExceptionOfType(Refused.class).isThrownBy(late);
  }

  private static String digest(String bucket, S3Object object) {
    return PlanFile.digest(
        EmbeddedAws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(object.key())).asByteArray());
  }
}
