package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.testing.ClusterMoves;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClusterStoreTest {
  private static final String PROJECT = "proj-1234";
  private static final Instant CREATED = Instant.parse("2026-05-01T10:00:00Z");

  private final Table table = EmbeddedAws.newTable();
  private final ClusterStore clusters = new ClusterStore(table);

  private static Cluster cluster(String id, String name, Instant createTime) {
    return new Cluster(
        id,
        PROJECT,
        name,
        "",
        "us-east-1",
        1,
        ClusterStatus.CREATING,
        createTime,
        "2.6",
        "job-" + id);
  }

  private Cluster create(String id, String name) {
    Cluster cluster = cluster(id, name, CREATED);
    assertThat(reserve(cluster)).isTrue();
    return cluster;
  }

  private boolean reserve(Cluster cluster) {
    return new Transaction()
        .with(clusters.reserveName(cluster))
        .with(clusters.create(cluster))
        .run()
        .isEmpty();
  }

  @Test
  void aClusterIsFoundAsItWasCreated() {
    Cluster cluster = create("in01-aaaa", "first");
    assertThat(clusters.find("in01-aaaa")).contains(cluster);
    assertThat(clusters.find("in01-none")).isEmpty();
  }

  @Test
  void aNameIsTakenOnceUntilItIsReleased() {
    Cluster first = create("in01-aaaa", "same");
    Cluster second = cluster("in01-bbbb", "same", CREATED);

    assertThat(reserve(second)).isFalse();
    assertThat(clusters.find("in01-bbbb")).isEmpty();

    table.write(clusters.releaseName(first));
    assertThat(reserve(second)).isTrue();
  }

  @Test
  void aLateReleaseLeavesTheNameOfTheNextCluster() {
    Cluster first = create("in01-aaaa", "same");
    table.write(clusters.releaseName(first));
    create("in01-bbbb", "same");

    assertThat(table.write(clusters.releaseName(first))).isFalse();
    assertThat(reserve(cluster("in01-cccc", "same", CREATED))).isFalse();
  }

  @Test
  void onlyLegalMovesAreWritten() {
    create("in01-aaaa", "first");

    assertThat(table.write(clusters.move("in01-aaaa", ClusterStatus.RUNNING))).isFalse();
    assertThat(table.write(clusters.move("in01-aaaa", ClusterStatus.RESTORE_BACKUP))).isTrue();
    assertThat(table.write(clusters.move("in01-aaaa", ClusterStatus.RESTORE_BACKUP))).isFalse();
    assertThat(table.write(clusters.move("in01-aaaa", ClusterStatus.RUNNING))).isTrue();
    assertThat(table.write(clusters.move("in01-aaaa", ClusterStatus.RESTORE_BACKUP))).isFalse();
  }

  @Test
  void onlyAClusterAtRestIsDropped() {
    create("in01-aaaa", "first");
    assertThat(table.write(clusters.drop("in01-aaaa"))).as("CREATING").isFalse();
    ClusterMoves.move(clusters, "in01-aaaa", ClusterStatus.RESTORE_BACKUP);
    assertThat(table.write(clusters.drop("in01-aaaa"))).as("RESTORE_BACKUP").isFalse();
    ClusterMoves.move(clusters, "in01-aaaa", ClusterStatus.RUNNING);

    assertThat(table.write(clusters.drop("in01-aaaa"))).as("RUNNING").isTrue();

    assertThat(clusters.find("in01-aaaa").orElseThrow().status()).isEqualTo(ClusterStatus.DELETING);
    assertThat(table.write(clusters.drop("in01-aaaa"))).as("DELETING").isFalse();
    assertThat(table.write(clusters.drop("in01-none"))).as("none").isFalse();
  }

  @Test
  void aMoveCreatesNoCluster() {
    assertThat(table.write(clusters.move("in01-none", ClusterStatus.DELETING))).isFalse();
    assertThat(clusters.find("in01-none")).isEmpty();
  }

  @Test
  void aListIsNewestFirstWithoutDeletedClusters() {
    reserve(cluster("in01-aaaa", "a", CREATED));
    reserve(cluster("in01-bbbb", "b", CREATED.plusSeconds(1)));
    reserve(cluster("in01-cccc", "c", CREATED.plusSeconds(2)));
    table.write(clusters.move("in01-bbbb", ClusterStatus.DELETED));

    assertThat(clusters.list(PROJECT))
        .extracting(Cluster::clusterId)
        .containsExactly("in01-cccc", "in01-aaaa");
  }

  @Test
  void idsAreTakenInBlocksThatDoNotMeet() {
    Cluster cluster = create("in01-aaaa", "first");

    long first = clusters.takeIds(cluster, 10);
    long second = clusters.takeIds(cluster, 5);

    assertThat(first).isGreaterThan(1L << 53);
    assertThat(second).isEqualTo(first + 10);
  }
}
