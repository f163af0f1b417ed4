package dev.refloat.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection with all that an engine needs to serve it, and all that its backup's meta says of
 * it. Ids are text: they pass 2^53, which not every JSON reader keeps exact. Rows that were written
 * before something was noted lack its field; it has the value then that is named here.
 *
 * @param schema the collection schema as the backup's meta has it
 * @param partitions in the order of the backup; a segment of all partitions (level L0) is in {@code
 *     l0Segments}
 * @param backupTimestamp hybrid time up to which writes are in it: milliseconds since 1970 in the
 *     bits above the lowest 18; 0 where it was not noted
 * @param channelCheckpoints positions in the source cluster's channels, as the backup has them;
 *     empty where they were not noted
 * @param milvusVersion of the cluster that was backed up; can be a git hash, empty where it was not
 *     noted
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
    List<Segment> l0Segments,
    long backupTimestamp,
    Map<String, String> channelCheckpoints,
    String milvusVersion) {
  private static final String NO_ID = "0";

  public CatalogueEntry {
    channelCheckpoints = Objects.requireNonNullElse(channelCheckpoints, Map.of());
    milvusVersion = Objects.requireNonNullElse(milvusVersion, "");
  }

  /**
   * The definition of an index; its files are made by the engine.
   *
   * @param indexId the id in the backup; 0 where that has none, or it was not noted
   */
  public record Index(
      String indexId,
      String fieldName,
      String indexName,
      String indexType,
      Map<String, String> params) {
    public Index {
      indexId = Objects.requireNonNullElse(indexId, NO_ID);
    }
  }

  /**
   * A partition with its segments, in the order of the backup.
   *
   * @param loadState LOADED where it was not noted: the collection's says then whether it is
   * @param rows without those of L0 segments, which are deletes
   */
  public record Partition(
      String partitionId,
      String partitionName,
      LoadState loadState,
      long rows,
      long bytes,
      List<Segment> segments) {
    @JsonCreator
    static Partition stored(
        @JsonProperty("partitionId") String partitionId,
        @JsonProperty("partitionName") String partitionName,
        @JsonProperty("loadState") @Nullable LoadState loadState,
        @JsonProperty("rows") @Nullable Long rows,
        @JsonProperty("bytes") @Nullable Long bytes,
        @JsonProperty("segments") List<Segment> segments) {
      return new Partition(
          partitionId,
          partitionName,
          Objects.requireNonNullElse(loadState, LoadState.LOADED),
          rows == null ? rowsOf(segments) : rows,
          bytes == null ? segments.stream().mapToLong(Segment::bytes).sum() : bytes,
          segments);
    }

    private static long rowsOf(List<Segment> segments) {
      return segments.stream().filter(s -> !s.isL0()).mapToLong(Segment::rows).sum();
    }
  }

  /**
   * One segment, with the id that its files are under now.
   *
   * @param sourceSegmentId the id in the backup
   * @param rows of level L0: deletes, where the backup counts them
   * @param storageVersion 0 and 1: one file per field; 2: one file per column group
   * @param logs number of insert and delta logs
   * @param vChannel of the source cluster; empty where the backup has none, or it was not noted
   */
  public record Segment(
      String segmentId,
      String sourceSegmentId,
      String level,
      long rows,
      long bytes,
      int storageVersion,
      int logs,
      String vChannel) {
    public static final String L0 = "L0";
    public static final String L1 = "L1";

    public Segment {
      vChannel = Objects.requireNonNullElse(vChannel, "");
    }

    /** Whether it holds only deletes. */
    public boolean isL0() {
      return level.equals(L0);
    }
  }

  /** Those of the partitions, then those of all partitions. */
  public Stream<Segment> segments() {
    return Stream.concat(
        partitions.stream().flatMap(partition -> partition.segments().stream()),
        l0Segments.stream());
  }

  public int segmentCount() {
    return Math.toIntExact(segments().count());
  }
}
