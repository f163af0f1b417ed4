package dev.refloat.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A collection with all that an engine needs to serve it. Ids are text: they pass 2^53, which not
 * every JSON reader keeps exact.
 *
 * @param schema the collection schema as the backup's meta has it
 * @param partitions in the order of the backup; a segment of all partitions (level L0) is in {@code
 *     l0Segments}
 */
public record CatalogueEntry(
    String clusterId,
    String collectionId,
    String dbName,
    String collectionName,
    String description,
    LoadState loadState,
    int shardsNum,
    String consistencyLevel,
    long rows,
    long bytes,
    JsonNode schema,
    List<Index> indexes,
    Map<String, String> properties,
    List<String> aliases,
    List<Partition> partitions,
    List<Segment> l0Segments) {

  /** The definition of an index; its files are made by the engine. */
  public record Index(
      String fieldName, String indexName, String indexType, Map<String, String> params) {}

  /** A partition with its segments, in the order of the backup. */
  public record Partition(String partitionId, String partitionName, List<Segment> segments) {}

  /**
   * One segment, with the id that its files are under now.
   *
   * @param sourceSegmentId the id in the backup
   * @param storageVersion 0 and 1: one file per field; 2: one file per column group
   * @param logs number of insert and delta logs
   */
  public record Segment(
      String segmentId,
      String sourceSegmentId,
      String level,
      long rows,
      long bytes,
      int storageVersion,
      int logs) {}

  public int segmentCount() {
    return partitions.stream().mapToInt(partition -> partition.segments().size()).sum()
        + l0Segments.size();
  }
}
