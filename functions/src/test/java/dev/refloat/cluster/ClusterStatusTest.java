package dev.refloat.cluster;

import static dev.refloat.cluster.ClusterStatus.ABNORMAL;
import static dev.refloat.cluster.ClusterStatus.CREATING;
import static dev.refloat.cluster.ClusterStatus.DELETED;
import static dev.refloat.cluster.ClusterStatus.DELETING;
import static dev.refloat.cluster.ClusterStatus.RESTORE_BACKUP;
import static dev.refloat.cluster.ClusterStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClusterStatusTest {
  @Test
  void previousIsTheOtherSideOfNext() {
    assertThat(RUNNING.previous()).containsExactlyInAnyOrder(RESTORE_BACKUP, ABNORMAL);
    assertThat(DELETED.previous())
        .containsExactlyInAnyOrder(CREATING, RESTORE_BACKUP, ABNORMAL, DELETING);
    assertThat(CREATING.previous()).containsExactly(DELETED);
  }

  /** What a job makes goes away with the job, and by one write. */
  @Test
  void onlyWhatIsAtRestIsDropped() {
    assertThat(DELETING.previous()).containsExactlyInAnyOrder(RUNNING, ABNORMAL);
  }

  @Test
  void onlyTheRetryOfItsRestoreFollowsDeleted() {
    assertThat(DELETED.next()).containsExactly(CREATING);
  }
}
