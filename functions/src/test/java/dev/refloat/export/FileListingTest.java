package dev.refloat.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.CatalogueEntry.Partition;
import dev.refloat.cluster.CatalogueEntry.Segment;
import dev.refloat.cluster.LoadState;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Collections of one partition; ids follow each other: collection, partition, segments. */
final class FileListingTest {
  private static final String CLUSTER = "in01-a";

  private final String bucket = EmbeddedAws.newBucket();
  private final List<String> written = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 5_000})
  void findsEachFileOnceInRangesOfAnyLength(int keysPerRange) {
    // Two neighbours, one before them whose id has fewer digits, and one without segments.
    List<CatalogueEntry> entries =
        List.of(write(95, 3), write(100, 2), write(104, 4), entry(900, 0));

    FileListing.Listed listed = list(entries, keysPerRange);

    assertThat(listed.unknown()).isEmpty();
    assertThat(listed.segments()).hasSize(9).values().allMatch(SegmentFiles::isWhole);
    var keys = new ArrayList<String>();
    new TreeMap<>(listed.segments())
        .forEach(
            (path, files) ->
                files.logs().forEach(log -> keys.add(path + log.fieldId() + log.logId())));
    assertThat(keys).doesNotHaveDuplicates().hasSameSizeAs(written);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5_000})
  void tellsWhatNobodyKnowsWithinAVisibleCollectionAndNothingOfOthers(int keysPerRange) {
    List<CatalogueEntry> entries = List.of(write(100, 2), write(200, 1));
    write(150, 3);
    List<String> unknown =
        List.of(
            CLUSTER + "/insert_log/100/0/1/100/1",
            CLUSTER + "/insert_log/100/101/102/100/x/y",
            CLUSTER + "/insert_log/200/999/1/100/1",
            CLUSTER + "/delta_log/200/201/999/1");
    unknown.forEach(this::put);

    FileListing.Listed listed = list(entries, keysPerRange);

    assertThat(listed.unknown()).containsExactlyInAnyOrderElementsOf(unknown);
  }

  @Test
  void aSegmentThatLacksAFileIsNotWhole() {
    List<CatalogueEntry> entries = List.of(write(100, 2));
    EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key(written.getFirst()));

    assertThat(list(entries, 5_000).segments()).values().anyMatch(files -> !files.isWhole());
  }

  private FileListing.Listed list(List<CatalogueEntry> entries, int keysPerRange) {
    return new FileListing(EmbeddedAws.s3(), bucket, keysPerRange).list(CLUSTER, entries);
  }

  private CatalogueEntry write(long id, int segments) {
    for (long segment = id + 2; segment < id + 2 + segments; segment++) {
      String path = id + "/" + (id + 1) + "/" + segment + "/";
      put(CLUSTER + "/insert_log/" + path + "0/1");
      put(CLUSTER + "/insert_log/" + path + "100/2");
      put(CLUSTER + "/delta_log/" + path + "3");
    }
    return entry(id, segments);
  }

  private void put(String key) {
    written.add(key);
    EmbeddedAws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private static CatalogueEntry entry(long id, int segments) {
    List<Segment> all =
        LongStream.range(id + 2, id + 2 + segments)
            .mapToObj(s -> new Segment(Long.toString(s), "7", Segment.L1, 1, 3, 0, 3, ""))
            .toList();
    return new CatalogueEntry(
        CLUSTER,
        Long.toString(id),
        "default",
        "c" + id,
        "",
        LoadState.LOADED,
        1,
        "STRONG",
        segments,
        3L * segments,
        Json.tree("{}"),
        List.of(),
        Map.of(),
        List.of(),
        List.of(
            new Partition(
                Long.toString(id + 1), "_default", LoadState.LOADED, segments, 3L * segments, all)),
        List.of(),
        0,
        Map.of(),
        "");
  }
}
