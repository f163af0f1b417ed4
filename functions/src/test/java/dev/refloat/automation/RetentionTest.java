package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetentionTest {
  private final Standing standing = new Standing();

  @AfterEach
  void stop() {
    standing.close();
  }

  private void restored(RestoreTrigger trigger, int number, JobStatus status) {
    standing.arrives("nightly-" + number, Duration.ofMinutes(number));
    standing.run();
    standing.ends(trigger, status, "");
    standing.run();
  }

  /** Of the clusters that a trigger made, the newest first. */
  private List<ClusterStatus> clusters(RestoreTrigger trigger) {
    return standing.firings(trigger).stream()
        .map(firing -> firing.clusterId().orElseThrow())
        .map(id -> standing.wiring().clusters().find(id).orElseThrow().status())
        .toList();
  }

  @Test
  void olderClustersThanThoseToBeKeptAreDroppedOnceAnotherIsThere() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging").put("keepLast", 1));
    restored(trigger, 1, JobStatus.SUCCESSFUL);
    restored(trigger, 2, JobStatus.SUCCESSFUL);
    assertThat(clusters(trigger)).containsExactly(ClusterStatus.RUNNING, ClusterStatus.RUNNING);

    restored(trigger, 3, JobStatus.SUCCESSFUL);
    assertThat(clusters(trigger))
        .containsExactly(ClusterStatus.RUNNING, ClusterStatus.RUNNING, ClusterStatus.DELETING);
    assertThat(standing.items("AUDIT#"))
        .filteredOn(record -> record.text("path").endsWith("/drop"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.text("apiKeyId")).isEqualTo("key-owner");
              assertThat(record.number("code")).isZero();
            });
  }

  @Test
  void nothingIsDroppedForARestoreThatFailed() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging").put("keepLast", 0));
    restored(trigger, 1, JobStatus.SUCCESSFUL);
    restored(trigger, 2, JobStatus.FAILED);
    assertThat(clusters(trigger)).containsExactly(ClusterStatus.RUNNING, ClusterStatus.RUNNING);

    restored(trigger, 3, JobStatus.SUCCESSFUL);
    assertThat(clusters(trigger))
        .containsExactly(ClusterStatus.RUNNING, ClusterStatus.DELETING, ClusterStatus.DELETING);
  }

  @Test
  void withoutKeepLastAllStay() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    restored(trigger, 1, JobStatus.SUCCESSFUL);
    restored(trigger, 2, JobStatus.SUCCESSFUL);

    assertThat(clusters(trigger)).containsOnly(ClusterStatus.RUNNING);
    assertThat(standing.items("TRIGGER#")).noneMatch(item -> item.text("sk").startsWith("MADE#"));
  }
}
