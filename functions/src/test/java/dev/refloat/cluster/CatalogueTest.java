package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

final class CatalogueTest {
  private static final String CLUSTER = "in01-aaaa";

  private final Table table = EmbeddedAws.newTable();
  private final String bucket = EmbeddedAws.newBucket();
  private final CollectionNames names = new CollectionNames(table);

  private Catalogue catalogue(int detailLimit) {
    return new Catalogue(table, EmbeddedAws.s3(), bucket, detailLimit);
  }

  private List<String> keys() {
    return EmbeddedAws.s3().listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static final Catalogue.Files FILES = new Catalogue.Files(120, 3);

  private void makeVisible(CatalogueEntry entry) {
    makeVisible(entry, Optional.empty());
  }

  private void makeVisible(CatalogueEntry entry, Optional<String> replaced) {
    String db = entry.dbName();
    String name = entry.collectionName();
    assertThat(table.write(names.reservation(CLUSTER, db, name, "job-1", true))).isTrue();
    assertThat(
            table.write(names.commit(CLUSTER, db, name, "job-1", entry.collectionId(), replaced)))
        .isTrue();
  }

  private static CatalogueEntry entry(String id, String name, int segments) {
    var all =
        IntStream.range(0, segments)
            .mapToObj(i -> "44295804241551" + (7553 + i))
            .map(
                segment ->
                    new CatalogueEntry.Segment(segment, segment, "L1", 10, 20, 0, 3, "dml_0"))
            .toList();
    return new CatalogueEntry(
        CLUSTER,
        id,
        "default",
        name,
        "",
        LoadState.LOADED,
        2,
        "STRONG",
        10L * segments,
        20L * segments,
        Json.tree("{\"name\":\"" + name + "\",\"fields\":[{\"fieldID\":100}]}"),
        List.of(
            new CatalogueEntry.Index("442958042415517551", "v", "idx", "HNSW", Map.of("M", "16"))),
        Map.of("mmap.enabled", "true"),
        List.of("alias"),
        List.of(
            new CatalogueEntry.Partition(
                "442958042415517552",
                "_default",
                LoadState.LOADED,
                10L * segments,
                20L * segments,
                all)),
        List.of(),
        442_962_035_343_360L,
        Map.of("dml_0", "CAAQABgAIAA="),
        "v2.6.0");
  }

  @Test
  void aRowIsSeenOnlyOnceItsNameIsCommitted() {
    Catalogue catalogue = catalogue(Catalogue.DETAIL_LIMIT);
    CatalogueEntry entry = entry("1", "books", 3);
    catalogue.put(entry, FILES);
    assertThat(catalogue.list(CLUSTER)).isEmpty();

    makeVisible(entry);

    assertThat(catalogue.list(CLUSTER)).containsExactly(entry);
    assertThat(keys()).isEmpty();
  }

  @Test
  void whatDoesNotFitAnItemIsInAManifest() {
    Catalogue catalogue = catalogue(100);
    CatalogueEntry entry = entry("1", "books", 50);
    catalogue.put(entry, FILES);
    makeVisible(entry);

    assertThat(keys()).containsExactly("in01-aaaa/catalogue/1.json.gz");
    assertThat(catalogue.list(CLUSTER)).containsExactly(entry);
  }

  @Test
  void whatIsDroppedIsGoneWithItsManifest() {
    Catalogue catalogue = catalogue(100);
    catalogue.put(entry("1", "books", 50), FILES);

    catalogue.drop(CLUSTER, "1");
    catalogue.drop(CLUSTER, "1");

    assertThat(keys()).isEmpty();
    assertThat(table.query("CLUSTER#" + CLUSTER, "COLLECTION#")).isEmpty();
  }

  /** Who was to write the row died behind the manifest. */
  @Test
  void aManifestWithoutARowGoesToo() {
    Catalogue catalogue = catalogue(100);
    catalogue.put(entry("1", "books", 50), FILES);
    table.write(Write.delete(table, "CLUSTER#" + CLUSTER, "COLLECTION#1"));

    catalogue.drop(CLUSTER, "1");

    assertThat(keys()).isEmpty();
  }

  @Test
  void aListIsByDatabaseAndName() {
    Catalogue catalogue = catalogue(Catalogue.DETAIL_LIMIT);
    for (var entry : List.of(entry("2", "b", 1), entry("3", "a", 0), entry("1", "c", 1))) {
      catalogue.put(entry, FILES);
      makeVisible(entry);
    }
    assertThat(catalogue.list(CLUSTER))
        .extracting(CatalogueEntry::collectionName)
        .containsExactly("a", "b", "c");
  }

  /** A reader that sees neither, or an error, would be found in well under a second. */
  @Test
  void whoReadsWhileACollectionIsReplacedSeesTheOneOrTheOther() throws Exception {
    Catalogue catalogue = catalogue(100);
    CatalogueEntry first = entry("1", "books", 50);
    catalogue.put(first, FILES);
    makeVisible(first);
    var reading = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> reader =
          threads.submit(
              () -> {
                int reads = 0;
                while (reading.get()) {
                  assertThat(catalogue.list(CLUSTER))
                      .extracting(CatalogueEntry::collectionName)
                      .containsExactly("books");
                  reads++;
                }
                return reads;
              });
      for (int id = 2; id <= 40; id++) {
        CatalogueEntry next = entry(Integer.toString(id), "books", 50);
        catalogue.put(next, FILES);
        makeVisible(next, Optional.of(Integer.toString(id - 1)));
        catalogue.drop(CLUSTER, Integer.toString(id - 1));
      }
      reading.set(false);
      assertThat(reader.get()).isPositive();
    }
  }

  @Test
  void aRowWithoutAManifestCanBeWrittenWithOthers() {
    CatalogueEntry entry = entry("7", "films", 3);
    Catalogue catalogue = catalogue(10_000);

    assertThat(table.write(catalogue.row(entry, FILES).orElseThrow())).isTrue();
    makeVisible(entry);

    assertThat(catalogue.list(CLUSTER)).containsExactly(entry);
    assertThat(catalogue(10).row(entry, FILES)).as("needs a manifest").isEmpty();
    assertThat(keys()).isEmpty();
  }

  @Test
  void aRowOfBeforeCanBeRead() {
    String row =
        """
        {"clusterId":"in01-aaaa","collectionId":"1","dbName":"default","collectionName":"books",
         "description":"","loadState":"LOADED","shardsNum":1,"consistencyLevel":"STRONG","rows":3,
         "bytes":9,"schema":{},"indexes":[{"fieldName":"v","indexName":"i","indexType":"HNSW",
         "params":{}}],"properties":{},"aliases":[],"partitions":[{"partitionId":"2",
         "partitionName":"_default","segments":[
           {"segmentId":"3","sourceSegmentId":"33","level":"L1","rows":3,"bytes":5,
            "storageVersion":0,"logs":4},
           {"segmentId":"4","sourceSegmentId":"34","level":"L0","rows":7,"bytes":4,
            "storageVersion":0,"logs":1}]}],"l0Segments":[]}
        """;

    CatalogueEntry entry = Json.read(row, CatalogueEntry.class);

    assertThat(entry.milvusVersion()).isEmpty();
    assertThat(entry.channelCheckpoints()).isEmpty();
    assertThat(entry.backupTimestamp()).isZero();
    assertThat(entry.indexes().getFirst().indexId()).isEqualTo("0");
    CatalogueEntry.Partition partition = entry.partitions().getFirst();
    assertThat(partition.loadState()).isEqualTo(LoadState.LOADED);
    assertThat(partition.rows()).isEqualTo(3);
    assertThat(partition.bytes()).isEqualTo(9);
    assertThat(partition.segments()).extracting(CatalogueEntry.Segment::vChannel).containsOnly("");
    assertThat(Json.read(Json.bytes(entry), CatalogueEntry.class)).isEqualTo(entry);
  }
}
