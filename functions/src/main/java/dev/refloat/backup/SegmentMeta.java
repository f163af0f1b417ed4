package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A segment: the rows of one partition that were written together, or only deletes (L0).
 *
 * @param collectionId zero where the meta does not say it
 * @param partitionId {@link #ALL_PARTITIONS} where the deletes concern the whole collection
 * @param size bytes in the segment's folders when it was backed up; can be more than its logs
 * @param groupId the folder between partition and segment, absent in old backups and in L0 segments
 *     of all partitions
 * @param storageVersion 0 and 1: one file per field; 2: one file per column group
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SegmentMeta(
    long segmentId,
    long collectionId,
    long partitionId,
    long rows,
    long size,
    OptionalLong groupId,
    boolean l0,
    String vChannel,
    int storageVersion,
    List<LogMeta> insertLogs,
    List<LogMeta> deltaLogs) {
  public static final long ALL_PARTITIONS = -1;

  static final SegmentMeta NONE = of(0, 0, 0, 0, 0, 0, false, null, 0, null, null);

  public SegmentMeta {
    insertLogs = LogList.of(insertLogs);
    deltaLogs = LogList.of(deltaLogs);
  }

  @JsonCreator
  static SegmentMeta of(
      @JsonProperty("segment_id") long segmentId,
      @JsonProperty("collection_id") long collectionId,
      @JsonProperty("partition_id") long partitionId,
      @JsonProperty("num_of_rows") long rows,
      @JsonProperty("size") long size,
      @JsonProperty("group_id") long groupId,
      @JsonProperty("is_l0") boolean l0,
      @JsonProperty("v_channel") @JsonDeserialize(using = SharedText.class)
          @Nullable String vChannel,
      @JsonProperty("storage_version") int storageVersion,
      @JsonProperty("binlogs") @Nullable List<Wire.@Nullable FieldLogs> insertLogs,
      @JsonProperty("deltalogs") @Nullable List<Wire.@Nullable FieldLogs> deltaLogs) {
    return new SegmentMeta(
        segmentId,
        collectionId,
        partitionId,
        rows,
        size,
        groupId == 0 ? OptionalLong.empty() : OptionalLong.of(groupId),
        l0,
        Wire.text(vChannel),
        storageVersion,
        logs(insertLogs, Wire.FieldLogs::fieldId),
        // The field id of delta logs means nothing: writers of 2023 put the log's id there.
        logs(deltaLogs, _ -> LogMeta.NO_FIELD));
  }

  /** Where the meta does not say the partition, it is the one in which it has the segment. */
  SegmentMeta in(long partition) {
    return partitionId == 0 ? with(partition, l0) : this;
  }

  /** Of those that the meta has as deletes of all partitions, whether it marks it so or not. */
  SegmentMeta ofAllPartitions() {
    return with(partitionId == 0 ? ALL_PARTITIONS : partitionId, true);
  }

  private SegmentMeta with(long partition, boolean isL0) {
    return new SegmentMeta(
        segmentId,
        collectionId,
        partition,
        rows,
        size,
        groupId,
        isL0,
        vChannel,
        storageVersion,
        insertLogs,
        deltaLogs);
  }

  private static List<LogMeta> logs(
      @Nullable List<Wire.@Nullable FieldLogs> fields, ToLongFunction<Wire.FieldLogs> fieldId) {
    List<LogMeta> logs = new ArrayList<>();
    for (Wire.FieldLogs field : Wire.list(fields, Wire.FieldLogs.NONE)) {
      long id = fieldId.applyAsLong(field);
      for (Wire.Log log : field.logs()) {
        logs.add(new LogMeta(id, log.id(), log.size()));
      }
    }
    return LogList.of(logs);
  }

  /** Bytes of its logs, as they say themselves. */
  long logBytes() {
    return LogList.of(insertLogs).totalBytes() + LogList.of(deltaLogs).totalBytes();
  }
}
