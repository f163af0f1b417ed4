package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a collection.
 *
 * @param collectionId zero where the meta does not say it
 * @param size bytes of its segments
 */
public record PartitionMeta(
    long partitionId,
    long collectionId,
    String name,
    LoadState loadState,
    long size,
    List<SegmentMeta> segments) {
  static final PartitionMeta NONE = of(0, 0, null, null, 0, null);

  public PartitionMeta {
    segments = List.copyOf(segments);
  }

  @JsonCreator
  static PartitionMeta of(
      @JsonProperty("partition_id") long partitionId,
      @JsonProperty("collection_id") long collectionId,
      @JsonProperty("partition_name") @Nullable String name,
      @JsonProperty("load_state") @Nullable String loadState,
      @JsonProperty("size") long size,
      @JsonProperty("segment_backups") @Nullable List<@Nullable SegmentMeta> segments) {
    return new PartitionMeta(
        partitionId,
        collectionId,
        Wire.text(name),
        LoadState.ofMeta(loadState),
        size,
        Wire.list(segments, SegmentMeta.NONE).stream().map(s -> s.in(partitionId)).toList());
  }

  PartitionMeta withSegments(List<SegmentMeta> found) {
    long total = found.stream().mapToLong(SegmentMeta::size).sum();
    return new PartitionMeta(partitionId, collectionId, name, loadState, total, found);
  }
}
