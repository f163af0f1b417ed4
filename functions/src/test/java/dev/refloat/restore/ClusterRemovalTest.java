package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.Drops;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class ClusterRemovalTest {
  private static final Duration DUE = DropCluster.LATE_EXPORT.plusSeconds(5);

  private final ControlledRestore given = new ControlledRestore(SampleRestore.ofTheLargest(2));
  private final SampleRestore restore = given.restore;
  private final String cluster = restore.cluster.clusterId();
  private final Table table = restore.clustersTable();
  private final Drops drops = new Drops(table);

  private void dropped() {
    restore.runThrough(Step.FINISH);
    given.wiring.dropCluster().drop(given.wiring.clusters().find(cluster).orElseThrow());
    given.pass(DUE);
  }

  /** What a drop writes, at a moment at which no restore was seen yet. */
  private void dropWhileRestoring() {
    Instant due = Instant.now();
    assertThat(
            new Transaction()
                .with(given.wiring.clusters().drop(cluster))
                .with(drops.put(new Drops.Order(cluster, due)))
                .run())
        .isEmpty();
    given.pass(DUE);
  }

  private void run(BooleanSupplier mayGoOn) {
    given.wiring.clusterRemoval().run(mayGoOn);
  }

  private void run() {
    run(() -> true);
  }

  private List<String> rows() {
    return table.queryUpTo("CLUSTER#" + cluster, "~").stream()
        .map(item -> item.text("sk"))
        .toList();
  }

  private List<Drops.Order> orders() {
    return drops.due(Instant.now().plus(Duration.ofDays(1)));
  }

  private void put(String key) {
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(restore.settings.dataBucket()).key(key), RequestBody.fromString("x"));
  }

  private void assertGone() {
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(restore.restoredKeys()).isEmpty();
    assertThat(restore.openUploads()).isZero();
    assertThat(orders()).isEmpty();
    assertThat(restore.isNameFree()).isTrue();
  }

  @Test
  void filesRowsAndNameAreGoneAndBackupsOfTheClusterStay() {
    table.write(Write.put(table, Item.key("CLUSTER#" + cluster, "BACKUP#b1")));
    table.write(Write.put(table, Item.key("CLUSTER#" + cluster, "BACKUPSUMMARY#b1")));
    table.write(Write.put(table, Item.key("CLUSTER#" + cluster, "RBAC")));
    dropped();
    put(cluster + "/meta/full_meta.json");
    EmbeddedAws.s3()
        .createMultipartUpload(
            r -> r.bucket(restore.settings.dataBucket()).key(cluster + "/insert_log/1/2/3"));
    assertThat(restore.restoredKeys()).hasSizeGreaterThan(1);

    run();

    assertGone();
    assertThat(rows()).containsExactly("BACKUP#b1", "BACKUPSUMMARY#b1", "CLUSTER");
  }

  @Test
  void nothingIsRemovedWhileAnExportMayStillBeWritten() {
    restore.runThrough(Step.FINISH);
    given.wiring.dropCluster().drop(given.wiring.clusters().find(cluster).orElseThrow());
    int files = restore.restoredKeys().size();
    given.pass(DropCluster.LATE_EXPORT.minusSeconds(5));

    run();

    assertThat(restore.restoredKeys()).hasSize(files);
    assertThat(restore.visible()).hasSize(2);
  }

  @Test
  void filesOfAnotherClusterStay() {
    dropped();
    put(cluster + "0/insert_log/1/2/3");

    run();

    assertThat(restore.restoredKeys()).containsExactly(cluster + "0/insert_log/1/2/3");
  }

  @Test
  void nobodyFindsACollectionWhoseFilesAreGone() {
    dropped();
    int files = restore.restoredKeys().size();

    run(() -> !restore.visible().isEmpty());

    assertThat(restore.visible()).isEmpty();
    assertThat(restore.restoredKeys()).hasSize(files);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETING);
  }

  @Test
  void whereverItIsCutOffTheNextCallGoesOn() {
    dropped();
    int calls = 0;
    while (restore.clusterStatus() != ClusterStatus.DELETED) {
      assertThat(orders()).as("call %d", calls).hasSize(1);
      var left = new AtomicInteger(calls++);
      run(() -> left.getAndDecrement() > 0);
    }

    assertThat(calls).as("it was cut off several times").isGreaterThan(4);
    assertGone();
  }

  @Test
  void oneThatFailsIsTriedAgainAndKeepsNoOtherFromBeingRemoved() {
    dropped();
    var broken = new Drops.Order("in01-0broken", Instant.now());
    table.write(drops.put(broken));
    table.write(
        Write.put(table, Item.key("CLUSTER#in01-0broken", "CLUSTER").with("status", "none such")));

    assertThatExceptionOfType(ClusterRemoval.NotRemoved.class).isThrownBy(this::run);

    assertThat(orders()).containsExactly(broken);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(drops.take(broken, Instant.now(), DUE)).as("is not held").isTrue();
  }

  @Test
  void aClusterThatWasNotDroppedIsNeverRemoved() {
    restore.runThrough(Step.FINISH);
    int files = restore.restoredKeys().size();
    table.write(drops.put(new Drops.Order(cluster, Instant.now())));
    given.pass(DUE);

    assertThatExceptionOfType(ClusterRemoval.NotRemoved.class).isThrownBy(this::run);

    assertThat(restore.restoredKeys()).hasSize(files);
    assertThat(restore.visible()).hasSize(2);
  }

  @Test
  void whatAnotherCallRemovesIsLeftToItUntilThatMustHaveDied() {
    dropped();
    Drops.Order order = orders().getFirst();
    assertThat(drops.take(order, Instant.now().plus(DUE), Duration.ofMinutes(16))).isTrue();
    int files = restore.restoredKeys().size();

    run();
    assertThat(restore.restoredKeys()).hasSize(files);

    given.pass(Duration.ofMinutes(17));
    run();
    assertGone();
  }

  @Test
  void aRestoreThatBeganAsTheClusterWasDroppedComesToNothingAndIsWaitedFor() {
    restore.runThrough(Step.FINISH);
    SampleRestore next =
        restore.next(
            new Selection(List.of(), Load.UNLOADED, ConflictPolicy.OVERWRITE, Verify.FILES));
    next.runThrough(Step.VERIFY);
    dropWhileRestoring();

    run();
    assertThat(restore.visible()).as("as long as it goes on").hasSize(2);
    PlannedCollection plan = next.plans().getFirst();
    assertThat(catchThrowableOfType(Refused.class, () -> next.commit(plan)).code())
        .isEqualTo(ErrorCode.COLLECTION_RESTORE_FAILED);
    assertThat(next.abandon("Aborted.")).isEqualTo(JobStatus.FAILED);

    run();
    assertGone();
    assertThat(rows()).containsExactly("CLUSTER");
  }

  @Test
  void aRetryThatBeganAsItsClusterWasDroppedEndsAndTheClusterGoes() {
    restore.runThrough(Step.VERIFY);
    restore.commit(restore.plans().getLast());
    restore.abandon("Aborted.");
    given.retry("order-1");
    dropWhileRestoring();

    Refused refused = catchThrowableOfType(Refused.class, restore::plan);
    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_NOT_RUNNING);
    assertThat(refused.reason()).contains("is DELETING");
    assertThat(restore.abandon(refused.reason())).isEqualTo(JobStatus.FAILED);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETING);

    run();
    assertGone();
  }

  @Test
  void whatCallsOfAnEndedJobWriteBehindItIsSwept() {
    dropped();
    String late = restore.plans().getFirst().destinationPrefixes().getFirst() + "late";
    run();
    put(late);
    given.pass(Sweep.AFTER_THE_END.plusSeconds(60));

    given.wiring.sweep().run(() -> true);

    assertGone();
    assertThat(rows()).containsExactly("CLUSTER");
    assertThat(given.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(given.outcomes()).hasSize(2);
  }
}
