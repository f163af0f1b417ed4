package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.LoadState;
import dev.refloat.backup.SourceObject;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.CatalogueEntry.Index;
import dev.refloat.cluster.CatalogueEntry.Partition;
import dev.refloat.cluster.CatalogueEntry.Segment;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.copy.PlannedObject;
import dev.refloat.testing.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The new ids are 1000 for the collection, 1001 and 1002 for partitions, and for segments 1003 on,
 * beginning with the deletes of all partitions.
 */
final class DestinationTest {
  private static final Cluster CLUSTER =
      new Cluster(
          "in01-new",
          "proj-1234",
          "target",
          "",
          "us-east-1",
          1,
          ClusterStatus.RESTORE_BACKUP,
          Samples.START,
          "2.6",
          "job-1");

  @Test
  void everyObjectGetsAKeyOfTheNewCollectionInKeyOrder() {
    assertThat(destination(BackedUp.films()).objects(object -> {}))
        .containsExactly(
            new PlannedObject("backup/900", "in01-new/delta_log/1000/-1/1003/900", 1, "\"900\""),
            new PlannedObject("backup/904", "in01-new/delta_log/1000/1001/1005/904", 5, "\"904\""),
            new PlannedObject(
                "backup/901", "in01-new/insert_log/1000/1001/1004/100/901", 2, "\"901\""),
            new PlannedObject(
                "backup/902", "in01-new/insert_log/1000/1001/1004/101/902", 3, "\"902\""),
            new PlannedObject(
                "backup/903", "in01-new/insert_log/1000/1001/1005/100/903", 4, "\"903\""));
  }

  /** Of ids with other numbers of digits, groups and not, and folders that lie in each other. */
  @ParameterizedTest
  @ValueSource(longs = {1000, 8, 95, 999_999_999_999_999_990L})
  void newKeysAreInTheirOrderWhateverTheOldOnesAre(long firstId) {
    var kept = new HashSet<Boolean>();
    for (int seed = 0; seed < 300; seed++) {
      CollectionMeta meta = AnyCollection.of(new SplittableRandom(seed));
      var source = new CollectionObjects(meta, AnyCollection.objects(meta));
      var target = new Target("media", "any", "media", "any", Load.KEEP);
      var ids = new NewIds(meta, firstId);
      kept.add(ids.keepOrder());

      var seen = new ArrayList<SourceObject>();
      List<String> keys =
          new Destination(CLUSTER, source, target, ids, "v2.6.0")
              .objects(seen::add)
              .map(PlannedObject::destination)
              .toList();

      assertThat(keys).as("seed %d", seed).hasSameSizeAs(source.objects());
      assertThat(seen).as("seed %d", seed).containsExactlyElementsOf(source.objects());
      assertThat(keys).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    }
    assertThat(kept).contains(false).hasSize(firstId == 1000 ? 2 : kept.size());
  }

  @Test
  void theEntryHasWhatAnEngineNeeds() {
    assertThat(destination(BackedUp.films()).entry())
        .isEqualTo(
            new CatalogueEntry(
                "in01-new",
                "1000",
                "media",
                "films",
                "about films",
                dev.refloat.cluster.LoadState.LOADED,
                2,
                "SESSION",
                12,
                100,
                BackedUp.SCHEMA,
                List.of(new Index("41", "vector", "vector_idx", "HNSW", Map.of("M", "8"))),
                Map.of("mmap.enabled", "true"),
                List.of("movies"),
                List.of(
                    new Partition(
                        "1001",
                        "_default",
                        dev.refloat.cluster.LoadState.LOADED,
                        12,
                        90,
                        List.of(
                            new Segment("1004", "31", "L1", 7, 45, 2, 3, "v-channel"),
                            new Segment("1005", "32", "L1", 5, 45, 2, 3, "v-channel"))),
                    new Partition(
                        "1002", "empty", dev.refloat.cluster.LoadState.LOADED, 0, 0, List.of())),
                List.of(new Segment("1003", "33", "L0", 25, 10, 0, 1, "v-channel")),
                BackedUp.BACKUP_TIMESTAMP,
                Map.of("by-dev-rootcoord-dml_0_11v0", "CAAQABgAIAA="),
                "v2.6.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "LOADED,     KEEP,     LOADED",
    "LOADING,    KEEP,     LOADED",
    "NOT_LOADED, KEEP,     UNLOADED",
    "LOADED,     UNLOADED, UNLOADED",
    "NOT_LOADED, UNLOADED, UNLOADED",
    "LOADED,     LOADED,   LOADED",
    "NOT_LOADED, LOADED,   LOADED"
  })
  void theLoadStateIsThatOfTheBackupOrTheOneAskedFor(
      LoadState before, Load asked, dev.refloat.cluster.LoadState after) {
    assertThat(destination(BackedUp.films(1, before), asked).entry().loadState()).isEqualTo(after);
  }

  @Test
  void aCollectionGetsTheNamesAskedFor() {
    var target = new Target("media", "films", "archive", "films_2025", Load.KEEP);

    CatalogueEntry entry = destination(BackedUp.films(), target).entry();

    assertThat(entry.dbName()).isEqualTo("archive");
    assertThat(entry.collectionName()).isEqualTo("films_2025");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "16, 2"})
  void shardsAreAsManyAsTheClusterMayHave(int before, int after) {
    assertThat(destination(BackedUp.films(before, LoadState.LOADED)).entry().shardsNum())
        .isEqualTo(after);
  }

  private static Destination destination(CollectionMeta meta) {
    return destination(meta, Load.KEEP);
  }

  private static Destination destination(CollectionMeta meta, Load load) {
    return destination(meta, new Target("media", "films", "media", "films", load));
  }

  private static Destination destination(CollectionMeta meta, Target target) {
    return new Destination(
        CLUSTER, BackedUp.objects(meta), target, new NewIds(meta, 1000), "v2.6.0");
  }
}
