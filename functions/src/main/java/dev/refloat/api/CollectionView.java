package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.DataLayout;
import java.util.List;
import java.util.stream.Stream;

/**
 * A collection of the catalogue as the API shows it; ids are text, or they would lose digits.
 *
 * @param status what is in the catalogue is visible, and so available
 * @param partitions the last one, of id {@code -1}, holds the deletes that concern all; it is there
 *     only where there are such
 * @param files where the insert logs are
 */
record CollectionView(
    String dbName,
    String collectionName,
    String collectionId,
    String status,
    String loadState,
    int shardsNum,
    String consistencyLevel,
    long rows,
    long bytes,
    int segments,
    JsonNode schema,
    List<CatalogueEntry.Index> indexes,
    List<PartitionView> partitions,
    String files) {

  record PartitionView(String partitionId, String partitionName, List<SegmentView> segments) {
    static PartitionView of(String id, String name, List<CatalogueEntry.Segment> segments) {
      return new PartitionView(id, name, segments.stream().map(SegmentView::of).toList());
    }
  }

  record SegmentView(String segmentId, long rows, long bytes, String level) {
    static SegmentView of(CatalogueEntry.Segment segment) {
      return new SegmentView(segment.segmentId(), segment.rows(), segment.bytes(), segment.level());
    }
  }

  static CollectionView of(CatalogueEntry entry, String dataBucket) {
    return new CollectionView(
        entry.dbName(),
        entry.collectionName(),
        entry.collectionId(),
        "AVAILABLE",
        entry.loadState().name(),
        entry.shardsNum(),
        entry.consistencyLevel(),
        entry.rows(),
        entry.bytes(),
        entry.segmentCount(),
        entry.schema(),
        entry.indexes(),
        partitions(entry),
        "s3://" + dataBucket + "/" + insertLogs(entry));
  }

  private static List<PartitionView> partitions(CatalogueEntry entry) {
    Stream<PartitionView> own =
        entry.partitions().stream()
            .map(p -> PartitionView.of(p.partitionId(), p.partitionName(), p.segments()));
    Stream<PartitionView> ofAll =
        entry.l0Segments().isEmpty()
            ? Stream.empty()
            : Stream.of(PartitionView.of(DataLayout.ALL_PARTITIONS, "", entry.l0Segments()));
    return Stream.concat(own, ofAll).toList();
  }

  private static String insertLogs(CatalogueEntry entry) {
    return DataLayout.collectionPrefixes(entry.clusterId(), entry.collectionId()).stream()
        .filter(prefix -> prefix.contains("/insert_log/"))
        .findFirst()
        .orElseThrow();
  }
}
