package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.DataLayout;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A collection of the catalogue as the API shows it; ids are text, or they would lose digits.
 *
 * @param status what is in the catalogue is visible, and so available
 * @param partitions the last one, of id {@code -1}, holds the deletes that concern all; it is there
 *     only where there are such
 * @param backupTimestamp text, as it passes 2^53 too
 * @param files where the insert logs are
 */
record CollectionView(
    String dbName,
    String collectionName,
    String collectionId,
    String description,
    String status,
    String loadState,
    int shardsNum,
    String consistencyLevel,
    long rows,
    long bytes,
    int segments,
    JsonNode schema,
    List<CatalogueEntry.Index> indexes,
    Map<String, String> properties,
    List<String> aliases,
    List<PartitionView> partitions,
    String backupTimestamp,
    Map<String, String> channelCheckpoints,
    String milvusVersion,
    String files) {

  record PartitionView(
      String partitionId,
      String partitionName,
      String loadState,
      long rows,
      long bytes,
      List<SegmentView> segments) {
    static PartitionView of(CatalogueEntry.Partition partition) {
      return new PartitionView(
          partition.partitionId(),
          partition.partitionName(),
          partition.loadState().name(),
          partition.rows(),
          partition.bytes(),
          partition.segments().stream().map(SegmentView::of).toList());
    }

    static PartitionView ofAll(CatalogueEntry entry) {
      return new PartitionView(
          DataLayout.ALL_PARTITIONS,
          "",
          entry.loadState().name(),
          0,
          entry.l0Segments().stream().mapToLong(CatalogueEntry.Segment::bytes).sum(),
          entry.l0Segments().stream().map(SegmentView::of).toList());
    }
  }

  record SegmentView(
      String segmentId,
      String sourceSegmentId,
      String level,
      long rows,
      long bytes,
      int storageVersion,
      int logs,
      String vChannel) {
    static SegmentView of(CatalogueEntry.Segment segment) {
      return new SegmentView(
          segment.segmentId(),
          segment.sourceSegmentId(),
          segment.level(),
          segment.rows(),
          segment.bytes(),
          segment.storageVersion(),
          segment.logs(),
          segment.vChannel());
    }
  }

  static CollectionView of(CatalogueEntry entry, String dataBucket) {
    return new CollectionView(
        entry.dbName(),
        entry.collectionName(),
        entry.collectionId(),
        entry.description(),
        "AVAILABLE",
        entry.loadState().name(),
        entry.shardsNum(),
        entry.consistencyLevel(),
        entry.rows(),
        entry.bytes(),
        entry.segmentCount(),
        entry.schema(),
        entry.indexes(),
        entry.properties(),
        entry.aliases(),
        partitions(entry),
        Long.toString(entry.backupTimestamp()),
        entry.channelCheckpoints(),
        entry.milvusVersion(),
        "s3://" + dataBucket + "/" + insertLogs(entry));
  }

  private static List<PartitionView> partitions(CatalogueEntry entry) {
    Stream<PartitionView> own = entry.partitions().stream().map(PartitionView::of);
    Stream<PartitionView> ofAll =
        entry.l0Segments().isEmpty() ? Stream.empty() : Stream.of(PartitionView.ofAll(entry));
    return Stream.concat(own, ofAll).toList();
  }

  private static String insertLogs(CatalogueEntry entry) {
    return DataLayout.collectionPrefixes(entry.clusterId(), entry.collectionId()).stream()
        .filter(prefix -> prefix.contains("/insert_log/"))
        .findFirst()
        .orElseThrow();
  }
}
