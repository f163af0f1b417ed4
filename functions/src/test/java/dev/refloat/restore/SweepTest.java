package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refloat.cluster.DataLayout;
import dev.refloat.job.Sweeps;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class SweepTest {
  private static final Duration DUE = Sweep.AFTER_THE_END.plusSeconds(60);

  private final SampleRestore restore = SampleRestore.create();
  private final Table jobs = new Table(EmbeddedAws.dynamoDb(), restore.settings.jobsTable());
  private final Sweeps sweeps = new Sweeps(jobs);

  private Sweep sweep(Duration later) {
    var clients = new Clients(restore.settings);
    return new Wiring(
            clients,
            clients.dynamoDb(),
            clients::stepFunctions,
            InstantSource.fixed(Instant.now().plus(later)),
            Pauses.DEFAULT)
        .sweep();
  }

  private void run(Duration later) {
    sweep(later).run(() -> true);
  }

  /** As a call does that was sent before the end and takes effect after it. */
  private void writeLate(PlannedCollection plan) {
    String key =
        DataLayout.collectionPrefixes(plan.clusterId(), plan.collectionId()).getFirst() + "late";
    String bucket = restore.settings.dataBucket();
    EmbeddedAws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("late"));
    EmbeddedAws.s3().createMultipartUpload(r -> r.bucket(bucket).key(key));
  }

  private List<Sweeps.Order> due() {
    return sweeps.due(Instant.now().plus(DUE));
  }

  private long objects() {
    return SampleRestore.objects(restore.settings.dataBucket()).size();
  }

  @Test
  void whatIsWrittenAfterTheEndIsRemovedOnceNoCallCanRunAnyMore() {
    restore.runThrough(Step.COPY_FIRST_BATCHES);
    restore.abandon("Stopped.");
    writeLate(restore.plans().getFirst());

    run(Sweep.AFTER_THE_END.minusSeconds(60));
    assertThat(objects()).as("before it is due").isEqualTo(1);

    run(DUE);
    assertThat(objects()).isZero();
    assertThat(restore.openUploads()).isZero();
    assertThat(due()).isEmpty();
  }

  @Test
  void whatIsRestoredIsNotTouched() {
    restore.runThrough(Step.VERIFY);
    PlannedCollection restored = restore.plans().getFirst();
    restore.commit(restored);
    restore.abandon("Stopped.");
    long before = objects();
    writeLate(restore.plans().getLast());

    run(DUE);

    assertThat(before).isPositive().isEqualTo(Long.parseLong(restored.objects()));
    assertThat(objects()).isEqualTo(before);
  }

  @Test
  void anUploadThatWasOpenedTooLateIsAbortedAndTheCollectionStays() {
    restore.runThrough(Step.FINISH);
    long before = objects();
    PlannedCollection ranged =
        restore.plans().stream().filter(PlannedCollection::hasRanges).findFirst().orElseThrow();
    String key =
        DataLayout.collectionPrefixes(ranged.clusterId(), ranged.collectionId()).getFirst() + "1";
    String bucket = restore.settings.dataBucket();
    EmbeddedAws.s3().createMultipartUpload(r -> r.bucket(bucket).key(key));

    run(DUE);

    assertThat(restore.openUploads()).isZero();
    assertThat(objects()).isEqualTo(before).isPositive();
    assertThat(due()).isEmpty();
  }

  @Test
  void whatComesBackOfACollectionThatWasReplacedIsRemoved() {
    restore.runThrough(Step.FINISH);
    PlannedCollection replaced = restore.plans().getFirst();
    var clusters = new Table(EmbeddedAws.dynamoDb(), restore.settings.clustersTable());
    String name = "NAME#" + replaced.dbName() + "/" + replaced.name();
    clusters.write(
        Write.update(clusters, "CLUSTER#" + replaced.clusterId(), name).set("current", "7"));
    writeLate(replaced);
    long others =
        restore.plans().stream().skip(1).mapToLong(plan -> Long.parseLong(plan.objects())).sum();

    run(DUE);

    assertThat(objects()).isEqualTo(others);
  }

  @Test
  void anOrderWhoseJobIsGoneEnds() {
    jobs.write(sweeps.put(new Sweeps.Order("job-gone", Instant.now())));
    run(DUE);
    assertThat(due()).isEmpty();
  }

  @Test
  void oneThatFailsIsTriedAgainAndKeepsNoOtherFromBeingSwept() {
    restore.runThrough(Step.PREPARE);
    restore.abandon("Stopped.");
    List<Sweeps.Order> own = due();
    var broken = new Sweeps.Order("job-broken", Instant.now());
    jobs.write(sweeps.put(broken));
    jobs.write(Write.put(jobs, Item.key("JOB#job-broken", "JOB").with("status", "no such status")));

    assertThatExceptionOfType(Sweep.SweepFailed.class).isThrownBy(() -> run(DUE));

    assertThat(own).hasSize(1);
    assertThat(due()).containsExactly(broken);
  }

  @Test
  void nothingIsBegunWhenTheTimeIsUp() {
    restore.runThrough(Step.PREPARE);
    restore.abandon("Stopped.");

    sweep(DUE).run(() -> false);

    assertThat(due()).hasSize(1);
  }
}
