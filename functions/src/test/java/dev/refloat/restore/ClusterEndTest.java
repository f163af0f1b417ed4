package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import dev.refloat.rbac.Rbac;
import dev.refloat.rbac.RbacStore;
import dev.refloat.restore.SampleRestore.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files and names are looked at where whole restores are ended. */
final class ClusterEndTest {
  @Test
  void usersAndRolesGoWithAClusterThatGoesAway() {
    SampleRestore restore = SampleRestore.withRbac();
    restore.runThrough(Step.PLAN);
    RbacStore rbac = restore.wiring.rbac();
    String cluster = restore.cluster.clusterId();
    byte[] packed = RbacStore.pack(Rbac.NONE).orElseThrow();
    Write written = rbac.replace(cluster, rbac.find(cluster), packed);
    assertThat(new Transaction().with(written).run()).isEmpty();
    assertThat(rbac.find(cluster).revision()).isEqualTo(1);

    restore.abandon("Aborted.");

    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(rbac.find(cluster).revision()).isZero();
  }

  @Test
  void aClusterThatRunsIsNotTouchedByTheEndOfAnotherJob() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.FINISH);
    SampleRestore next =
        restore.next(new Selection(List.of(), Load.UNLOADED, ConflictPolicy.SKIP, Verify.FILES));
    next.run(Step.PLAN);

    next.abandon("Aborted.");

    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.visible()).hasSize(1);
  }
}
