package dev.refloat.backup;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a backup that has no {@code full_meta.json}, put together from the files that hold
 * one level each. Partitions find their collection, and segments their partition, by id.
 *
 * <p>Sizes are added up from the segments, as the writer's own reader does.
 */
record LevelFiles(
    List<CollectionMeta> collections, List<PartitionMeta> partitions, List<SegmentMeta> segments) {

  record Collections(List<CollectionMeta> infos) {
    @JsonCreator
    static Collections of(@JsonProperty("infos") @Nullable List<@Nullable CollectionMeta> infos) {
      return new Collections(Wire.list(infos, CollectionMeta.NONE));
    }
  }

  record Partitions(List<PartitionMeta> infos) {
    @JsonCreator
    static Partitions of(@JsonProperty("infos") @Nullable List<@Nullable PartitionMeta> infos) {
      return new Partitions(Wire.list(infos, PartitionMeta.NONE));
    }
  }

  record Segments(List<SegmentMeta> infos) {
    @JsonCreator
    static Segments of(@JsonProperty("infos") @Nullable List<@Nullable SegmentMeta> infos) {
      return new Segments(Wire.list(infos, SegmentMeta.NONE));
    }
  }

  private record PartitionKey(long collectionId, long partitionId) {}

  List<CollectionMeta> tree() {
    Map<PartitionKey, List<SegmentMeta>> byPartition =
        segments.stream()
            .collect(groupingBy(s -> new PartitionKey(s.collectionId(), s.partitionId())));
    Map<Long, List<PartitionMeta>> byCollection =
        partitions.stream()
            .map(p -> p.withSegments(byPartition.getOrDefault(key(p), List.of())))
            .collect(groupingBy(PartitionMeta::collectionId));
    return collections.stream()
        .map(
            c ->
                c.with(
                    byCollection.getOrDefault(c.collectionId(), List.of()),
                    ofAllPartitions(c, byPartition)))
        .toList();
  }

  /** Those that the collection has itself, and others that are among the segments. */
  private static List<SegmentMeta> ofAllPartitions(
      CollectionMeta collection, Map<PartitionKey, List<SegmentMeta>> byPartition) {
    var key = new PartitionKey(collection.collectionId(), SegmentMeta.ALL_PARTITIONS);
    Set<Long> known = collection.l0Segments().stream().map(SegmentMeta::segmentId).collect(toSet());
    return Stream.concat(
            collection.l0Segments().stream(),
            byPartition.getOrDefault(key, List.of()).stream()
                .filter(SegmentMeta::l0)
                .filter(s -> !known.contains(s.segmentId())))
        .toList();
  }

  List<String> warnings(BackupFile root) {
    List<String> warnings = new ArrayList<>();
    warnings.add(
        "full_meta.json is missing: the meta was put together from the level files."
            + " Sizes were added up from the segments.");
    if (tree().stream().allMatch(c -> c.l0Segments().isEmpty())) {
      warnings.add(
          "The level files name no deletes that concern all partitions of a collection:"
              + " it cannot be known from them whether there are any.");
    }
    if (root.rbac().isEmpty()) {
      warnings.add("The level files name no users and roles: they may be missing.");
    }
    if (root.databases().isEmpty()) {
      warnings.add("The level files name no databases: what was set on them is not known.");
    }
    addOrphans(warnings);
    return warnings;
  }

  /** Nothing is dropped in silence, and the inventory then finds their files to be surplus. */
  private void addOrphans(List<String> warnings) {
    var collectionIds = collections.stream().map(CollectionMeta::collectionId).toList();
    var partitionKeys = partitions.stream().map(LevelFiles::key).toList();
    var known = Set.copyOf(collectionIds);
    var knownPartitions = Set.copyOf(partitionKeys);
    partitions.stream()
        .filter(p -> !known.contains(p.collectionId()))
        .limit(FindingList.KEPT)
        .forEach(p -> warnings.add("Partition " + p.partitionId() + " belongs to no collection."));
    segments.stream()
        .filter(s -> !knownPartitions.contains(new PartitionKey(s.collectionId(), s.partitionId())))
        .filter(s -> !(s.l0() && isOfAll(s) && known.contains(s.collectionId())))
        .limit(FindingList.KEPT)
        .forEach(s -> warnings.add("Segment " + s.segmentId() + " belongs to no partition."));
  }

  private static boolean isOfAll(SegmentMeta segment) {
    return segment.partitionId() == SegmentMeta.ALL_PARTITIONS;
  }

  private static PartitionKey key(PartitionMeta partition) {
    return new PartitionKey(partition.collectionId(), partition.partitionId());
  }
}
