package dev.refloat.backup;

/**
 * A collection of a registered backup, as its description shows it.
 *
 * @param rows before deletes
 * @param size in bytes
 */
public record CollectionSummary(
    String collectionName,
    String description,
    LoadState loadState,
    long rows,
    long size,
    int partitions,
    int segments) {
  static CollectionSummary of(CollectionMeta meta) {
    return new CollectionSummary(
        meta.name(),
        meta.description(),
        meta.loadState(),
        meta.rows(),
        meta.size(),
        meta.partitions().size(),
        (int) meta.segments().count());
  }

  CollectionSummary withoutDescription() {
    return new CollectionSummary(collectionName, "", loadState, rows, size, partitions, segments);
  }
}
