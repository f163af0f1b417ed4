package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.DataLayout;
import dev.refloat.cluster.LoadState;
import dev.refloat.job.Copied;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.restore.Selection.Database;
import dev.refloat.restore.Selection.Wanted;
import dev.refloat.testing.EmbeddedAws;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Collections restored into a cluster that has some already. */
final class RestoreIntoClusterTest {
  private final SampleRestore first = SampleRestore.ofTheLargest();
  private CatalogueEntry old;

  @BeforeEach
  void restoreACluster() {
    first.runThrough(Step.FINISH);
    assertThat(first.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    old = first.visible().getFirst();
  }

  private Selection one(String destDb, String destName, ConflictPolicy policy) {
    return new Selection(
        List.of(
            new Database(
                old.dbName(),
                destDb,
                List.of(new Wanted(old.collectionName(), destName, Load.LOADED)))),
        Load.UNLOADED,
        policy,
        Verify.FILES);
  }

  private Selection same(ConflictPolicy policy) {
    return one(old.dbName(), old.collectionName(), policy);
  }

  private CatalogueEntry visible(String dbName, String name) {
    return first.visible().stream()
        .filter(entry -> entry.dbName().equals(dbName) && entry.collectionName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> keys(CatalogueEntry entry) {
    List<String> prefixes = DataLayout.collectionPrefixes(entry.clusterId(), entry.collectionId());
    return first.restoredKeys().stream()
        .filter(key -> prefixes.stream().anyMatch(key::startsWith))
        .toList();
  }

  private static Refused planRefused(SampleRestore restore) {
    Refused refused = catchThrowableOfType(Refused.class, restore::plan);
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void aRenamedCollectionIsBesideTheOthers() {
    int before = first.visible().size();
    SampleRestore second = first.next(one("archive", "renamed", ConflictPolicy.FAIL));

    second.runThrough(Step.FINISH);

    assertThat(second.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(first.visible()).hasSize(before + 1);
    CatalogueEntry renamed = visible("archive", "renamed");
    assertThat(renamed.loadState()).isEqualTo(LoadState.LOADED);
    assertThat(renamed.collectionId()).isNotEqualTo(old.collectionId());
    assertThat(keys(renamed)).hasSameSizeAs(keys(old)).isNotEmpty();
    assertThat(second.job().plan().orElseThrow().collections()).isEqualTo(1);
    assertThat(first.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
  }

  @Test
  void aTakenDestinationFailsThePlanAndNothingIsWritten() {
    SampleRestore second = first.next(same(ConflictPolicy.FAIL));
    List<String> keys = first.restoredKeys();

    Refused refused = planRefused(second);

    assertThat(refused.code()).isEqualTo(ErrorCode.DESTINATION_EXISTS);
    assertThat(refused.reason()).contains(old.dbName() + "." + old.collectionName(), "OVERWRITE");
    assertThat(second.abandon(refused.reason())).isEqualTo(JobStatus.FAILED);
    assertThat(first.restoredKeys()).isEqualTo(keys);
    assertThat(visible(old.dbName(), old.collectionName())).isEqualTo(old);
    assertThat(first.clusterStatus()).as("it was there before").isEqualTo(ClusterStatus.RUNNING);
  }

  @Test
  void whatIsSkippedStaysAndTheOthersAreRestored() {
    Selection selection =
        new Selection(
            List.of(
                new Database(
                    old.dbName(),
                    old.dbName(),
                    List.of(
                        new Wanted(old.collectionName(), old.collectionName(), Load.LOADED),
                        new Wanted(old.collectionName(), "renamed", Load.LOADED)))),
            Load.UNLOADED,
            ConflictPolicy.SKIP,
            Verify.FILES);
    SampleRestore second = first.next(selection);

    assertThat(second.plan().collections()).as("in the Map").isEqualTo("1");
    second.runThrough(Step.FINISH);

    assertThat(second.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(visible(old.dbName(), old.collectionName())).isEqualTo(old);
    assertThat(visible(old.dbName(), "renamed")).isNotNull();
    Outcome skipped = second.jobs().outcomes().all(second.job.jobId()).getFirst();
    assertThat(skipped.status()).isEqualTo(OutcomeStatus.SKIPPED);
    assertThat(skipped.reason()).contains(old.collectionName());
    assertThat(skipped.progress(Copied.NOTHING)).isEqualTo(100);
  }

  @Test
  void aReplacedCollectionServesUntilTheNewOneDoesAndIsGoneThen() {
    SampleRestore second = first.next(same(ConflictPolicy.OVERWRITE));

    second.runThrough(Step.VERIFY);
    assertThat(visible(old.dbName(), old.collectionName())).isEqualTo(old);
    assertThat(keys(old)).isNotEmpty();
    second.run(Step.COMMIT);

    CatalogueEntry current = visible(old.dbName(), old.collectionName());
    assertThat(current.collectionId()).isNotEqualTo(old.collectionId());
    assertThat(keys(old)).isEmpty();
    assertThat(keys(current)).isNotEmpty();
    assertThat(first.everything().keySet())
        .noneMatch(where -> where.contains("COLLECTION#" + old.collectionId()));
    assertThat(second.finish()).isEqualTo(JobStatus.SUCCESSFUL);
  }

  @Test
  void whatAReplacementThatFailedWouldHaveReplacedStays() {
    SampleRestore second = first.next(same(ConflictPolicy.OVERWRITE));
    second.runThrough(Step.COPY);
    List<String> keys = keys(old);

    assertThat(second.abandon("Aborted.")).isEqualTo(JobStatus.FAILED);

    assertThat(visible(old.dbName(), old.collectionName())).isEqualTo(old);
    assertThat(keys(old)).isEqualTo(keys).isNotEmpty();
    assertThat(
            new CollectionNames(first.clustersTable())
                .find(first.cluster.clusterId(), old.dbName(), old.collectionName())
                .orElseThrow()
                .pending())
        .isEmpty();
    assertThat(first.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
  }

  /** The process dies right behind the write that made the new one visible. */
  @Test
  void filesOfAReplacedCollectionAreRemovedByWhoeverComesNext() {
    SampleRestore second = first.next(same(ConflictPolicy.OVERWRITE));
    second.runThrough(Step.VERIFY);
    PlannedCollection plan = second.plans().getFirst();
    Optional<String> replaced = Optional.of(old.collectionId());
    assertThat(
            new Transaction()
                .with(second.jobs().outcomes().restored(plan.key(), replaced))
                .with(
                    new CollectionNames(first.clustersTable())
                        .commit(
                            plan.clusterId(),
                            plan.dbName(),
                            plan.name(),
                            plan.jobId(),
                            plan.collectionId(),
                            replaced))
                .run())
        .isEmpty();
    assertThat(keys(old)).isNotEmpty();

    assertThat(second.finish()).isEqualTo(JobStatus.SUCCESSFUL);

    assertThat(keys(old)).isEmpty();
    assertThat(second.jobs().outcomes().all(second.job.jobId()).getFirst().replaces()).isEmpty();
    Map<String, String> before = second.everything();
    second.commit(plan);
    assertThat(second.everything()).as("a late commit").isEqualTo(before);
  }

  @Test
  void ofTwoRestoresToOneDestinationTheSecondIsToldSo() {
    SampleRestore second = first.next(one("archive", "films", ConflictPolicy.FAIL));
    SampleRestore third = first.next(one("archive", "films", ConflictPolicy.OVERWRITE));
    second.plan();

    Refused refused = planRefused(third);

    assertThat(refused.code()).isEqualTo(ErrorCode.DESTINATION_EXISTS);
    assertThat(refused.reason()).contains("archive.films", second.job.jobId());
    second.runThrough(Step.FINISH);
    assertThat(second.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
  }

  @Test
  void aNameThatIsBeingRestoredIsSkippedToo() {
    SampleRestore second = first.next(one("archive", "films", ConflictPolicy.FAIL));
    SampleRestore third = first.next(one("archive", "films", ConflictPolicy.SKIP));
    second.plan();

    third.runThrough(Step.FINISH);

    assertThat(third.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(third.jobs().outcomes().all(third.job.jobId()).getFirst().reason())
        .contains(second.job.jobId());
  }

  @Test
  void aJobThatEndedHoldsNoName() {
    SampleRestore second = first.next(one("archive", "films", ConflictPolicy.FAIL));
    second.plan();
    second.abandon("Aborted.");
    // A late step of the ended job.
    first
        .clustersTable()
        .write(
            new CollectionNames(first.clustersTable())
                .reservation(
                    first.cluster.clusterId(), "archive", "films", second.job.jobId(), false));
    SampleRestore third = first.next(one("archive", "films", ConflictPolicy.FAIL));

    third.runThrough(Step.FINISH);

    assertThat(third.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(visible("archive", "films")).isNotNull();
  }

  @Test
  void aPlannerThatComesLateReservesNothing() {
    SampleRestore second = first.next(one("archive", "films", ConflictPolicy.FAIL));
    second.plan();
    List<PlannedCollection> plans = second.plans();
    second.abandon("Aborted.");
    var names = new CollectionNames(first.clustersTable());
    var destinations = new Destinations(names, second.jobs());
    var late = new Reservation(second.jobs(), names, destinations, InstantSource.system());

    EmbeddedAws.dynamoDb()
        .deleteItem(
            r ->
                r.tableName(second.settings.jobsTable())
                    .key(Item.key("JOB#" + second.job.jobId(), "COLLECTION#00000").attributes()));
    Map<String, String> before = second.everything();
    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () -> late.reserve(second.job.run(), plans, List.of(), ConflictPolicy.FAIL, List.of()));

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_RESTORE_FAILED);
    assertThat(second.everything()).isEqualTo(before);
  }

  @Test
  void aClusterThatDoesNotRunTakesNoCollections() {
    first
        .clustersTable()
        .write(first.wiring.clusters().move(first.cluster.clusterId(), ClusterStatus.DELETING));
    SampleRestore second = first.next(one("archive", "films", ConflictPolicy.FAIL));

    assertThat(planRefused(second).code()).isEqualTo(ErrorCode.CLUSTER_NOT_RUNNING);
  }

  @Test
  void damageToACollectionThatIsNotWantedDoesNotMatter() {
    SampleRestore own = SampleRestore.ofOwnBackup();
    own.runThrough(Step.FINISH);
    List<CatalogueEntry> entries =
        own.visible().stream().filter(entry -> entry.segmentCount() > 0).toList();
    CatalogueEntry wanted = entries.getFirst();
    CatalogueEntry damaged = entries.getLast();
    String bucket = own.settings.backupBucket();
    String lost =
        SampleRestore.objects(bucket).stream()
            .map(S3Object::key)
            .filter(key -> key.contains(sourceSegment(damaged)))
            .findFirst()
            .orElseThrow();
    EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key(lost));

    SampleRestore sound = own.next(renamed(wanted));
    sound.runThrough(Step.FINISH);
    Refused refused = planRefused(own.next(renamed(damaged)));

    assertThat(sound.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason()).contains(lost);
  }

  private static String sourceSegment(CatalogueEntry entry) {
    return "/"
        + entry.partitions().stream()
            .flatMap(partition -> partition.segments().stream())
            .findFirst()
            .orElseThrow()
            .sourceSegmentId()
        + "/";
  }

  private static Selection renamed(CatalogueEntry entry) {
    return new Selection(
        List.of(
            new Database(
                entry.dbName(),
                "archive",
                List.of(
                    new Wanted(entry.collectionName(), entry.collectionName(), Load.UNLOADED)))),
        Load.UNLOADED,
        ConflictPolicy.FAIL,
        Verify.FILES);
  }

  @Test
  void whatThePlanFindsMissingIsToldInTheWordsOfTheRequest() {
    SampleRestore second =
        first.next(
            new Selection(
                List.of(new Database("nowhere", "nowhere", List.of())),
                Load.UNLOADED,
                ConflictPolicy.FAIL,
                Verify.FILES));

    Refused refused = planRefused(second);

    assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_NOT_IN_BACKUP);
    assertThat(refused.reason()).contains("database nowhere");
  }
}
