package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobStatus;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.MetricLines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

final class DrillRunTest {
  private Standing standing = new Standing();

  @AfterEach
  void stop() {
    standing.close();
  }

  private RestoreTrigger begun() {
    RestoreTrigger trigger =
        standing.create(standing.drillOnArrival("drill").put("maxSeconds", 60));
    standing.arrives("nightly", Duration.ofMinutes(1));
    standing.run();
    return trigger;
  }

  private Drill drill() {
    return new Drills(standing.jobsTable()).list(standing.projectId).getFirst();
  }

  private List<String> reports() {
    return EmbeddedAws.s3()
        .listObjectsV2(r -> r.bucket(standing.settings().backupBucket()).prefix("drills/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private ClusterStatus cluster(RestoreTrigger trigger) {
    String id = standing.firings(trigger).getFirst().clusterId().orElseThrow();
    return standing.wiring().clusters().find(id).orElseThrow().status();
  }

  @Test
  void aDrillIsToldWhenItBeginsAndWhenItHasEnded() {
    RestoreTrigger trigger = begun();
    assertThat(drill().status()).isEqualTo(DrillStatus.RUNNING);
    assertThat(drill().endTime()).isNull();
    assertThat(standing.job(standing.firings(trigger).getFirst()).orElseThrow().clusterName())
        .startsWith("drill-");

    standing.ends(trigger, JobStatus.SUCCESSFUL, "");
    try (var metrics = new MetricLines()) {
      standing.run();
      assertThat(metrics.values("DrillsEnded")).containsExactly(1L);
    }

    Drill drill = drill();
    assertThat(drill.status()).isEqualTo(DrillStatus.PASSED);
    assertThat(drill.backupName()).isEqualTo("nightly");
    assertThat(drill.findings()).isEmpty();
    assertThat(reports()).containsExactlyInAnyOrder(drill.report(), drill.page());
    assertThat(cluster(trigger)).isEqualTo(ClusterStatus.DELETING);
    assertThat(standing.firings().open()).isEmpty();
  }

  @Test
  void oneThatFailedOrTookTooLongSaysWhy() {
    RestoreTrigger trigger = begun();
    standing.took = Duration.ofSeconds(61);
    standing.ends(trigger, JobStatus.FAILED, "The file x cannot be opened.");
    standing.run();

    assertThat(drill().status()).isEqualTo(DrillStatus.FAILED);
    assertThat(drill().findings()).contains("The file x cannot be opened.");
    assertThat(drill().findings().getLast()).isEqualTo("It took 61 seconds; 60 are allowed.");
    assertThat(cluster(trigger)).isEqualTo(ClusterStatus.DELETING);
  }

  @Test
  void oneThatCannotBeginHasFailedToo() {
    RestoreTrigger trigger = standing.create(standing.drillOnArrival("drill"));
    standing.arrives("nightly", Duration.ofMinutes(1));
    standing
        .wiring()
        .backups()
        .replace(
            Standing.SOURCE,
            standing.firings(trigger).getFirst().backupId().orElseThrow(),
            found -> standing.deleting(found.orElseThrow()));
    try (var metrics = new MetricLines()) {
      standing.run();
      assertThat(metrics.json())
          .filteredOn(line -> line.has("DrillsEnded"))
          .singleElement()
          .satisfies(line -> assertThat(line.path("Status").asText()).isEqualTo("FAILED"));
    }

    assertThat(drill().status()).isEqualTo(DrillStatus.FAILED);
    assertThat(drill().findings()).singleElement().asString().contains("DELETING");
    assertThat(reports()).hasSize(2);
    assertThat(standing.firings(trigger).getFirst().status()).isEqualTo(FiringStatus.REFUSED);
  }

  /** Report, page, drill, drop, its audit twice, the firing; and none behind them. */
  @Test
  void whereverTheProcessDiesAtTheEndTheDrillIsToldAndItsClusterDropped() {
    boolean reachedTheEnd = false;
    for (int write = 0; write < 12 && !reachedTheEnd; write++) {
      for (boolean after : new boolean[] {false, true}) {
        standing.close();
        standing = new Standing();
        RestoreTrigger trigger = begun();
        standing.ends(trigger, JobStatus.SUCCESSFUL, "");
        FireTriggers cut = standing.fireTriggers(CutOff.at(write, after));
        Throwable died = catchThrowable(() -> cut.run(() -> true));
        standing.run();

        assertThat(drill().status()).isEqualTo(DrillStatus.PASSED);
        assertThat(reports()).hasSize(2);
        assertThat(cluster(trigger)).isEqualTo(ClusterStatus.DELETING);
        assertThat(standing.firings(trigger).getFirst().status())
            .isEqualTo(FiringStatus.SUCCESSFUL);
        assertThat(standing.firings().open()).isEmpty();
        reachedTheEnd = !(died instanceof CutOff.ProcessDied);
      }
    }
    assertThat(reachedTheEnd).isTrue();
  }
}
