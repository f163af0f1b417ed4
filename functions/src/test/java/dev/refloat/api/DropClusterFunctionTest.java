package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.access.Principal;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.Table;
import dev.refloat.testing.ClusterMoves;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DropClusterFunctionTest {
  private static final String DROP = "DELETE /v2/clusters/{clusterId}/drop";
  private static final String ID = "in01-abcd00000000";

  private final Installed installed = new Installed();
  private final DropClusterFunction function = new DropClusterFunction(installed.environment);
  private final ClusterStore clusters = installed.wiring().clusters();

  private Call.Answered drop(String clusterId, Principal caller) {
    return Call.of(DROP, caller).path("clusterId", clusterId).to(function);
  }

  private void running() {
    Records.cluster(installed, ID, Instant.now());
    ClusterMoves.move(clusters, ID, ClusterStatus.RESTORE_BACKUP, ClusterStatus.RUNNING);
  }

  private ClusterStatus status() {
    return clusters.find(ID).orElseThrow().status();
  }

  @Test
  void aClusterIsDroppedAndAgainIsNoError() {
    running();

    var first = drop(ID, installed.owner);
    var again = drop(ID, installed.owner);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.data().path("clusterId").asText()).isEqualTo(ID);
    assertThat(first.data().path("prompt").asText()).contains("cannot be undone");
    assertThat(first.data()).hasSize(2);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(status()).isEqualTo(ClusterStatus.DELETING);
  }

  @Test
  void oneThatIsBeingMadeIsRefusedWithItsJob() {
    Records.cluster(installed, ID, Instant.now());

    var refused = drop(ID, installed.owner);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo(96120);
    assertThat(refused.message()).contains("job-of-" + ID);
    assertThat(status()).isEqualTo(ClusterStatus.CREATING);
  }

  @Test
  void oneThatIsDeletedOrWasNeverThereIsNotFound() {
    running();
    drop(ID, installed.owner);
    Table table = new Table(EmbeddedAws.dynamoDb(), installed.settings().clustersTable());
    table.write(clusters.move(ID, ClusterStatus.DELETED));

    for (String id : new String[] {ID, "in01-none00000000"}) {
      var refused = drop(id, installed.owner);
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.code()).isEqualTo(96018);
    }
  }

  @Test
  void whoMayNotDoesNot() {
    running();

    assertThat(drop(ID, installed.member).code()).isEqualTo(96015);
    assertThat(drop(ID, installed.stranger).code()).isEqualTo(96018);

    assertThat(status()).isEqualTo(ClusterStatus.RUNNING);
  }
}
