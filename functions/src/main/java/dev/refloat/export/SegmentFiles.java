package dev.refloat.export;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.CatalogueEntry.Segment;
import dev.refloat.cluster.DataLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A segment of the catalogue and the logs that were listed of it.
 *
 * @param path its place under the folders of logs: {@code {collection}/{partition}/{segment}/}
 */
record SegmentFiles(CatalogueEntry entry, Segment segment, String path, List<Log> logs) {
  /** A delta log has no field. */
  static final long NO_FIELD = -1;

  /**
   * An object.
   *
   * @param logId the last part of its key
   */
  record Log(long fieldId, String logId, long size) {
    boolean isDelta() {
      return fieldId == NO_FIELD;
    }
  }

  /** Those of a collection, in the order of their keys. */
  static List<SegmentFiles> of(CatalogueEntry entry) {
    Stream<SegmentFiles> own =
        entry.partitions().stream()
            .flatMap(p -> p.segments().stream().map(s -> of(entry, p.partitionId(), s)));
    Stream<SegmentFiles> ofAll =
        entry.l0Segments().stream().map(s -> of(entry, DataLayout.ALL_PARTITIONS, s));
    return Stream.concat(own, ofAll).sorted(Comparator.comparing(SegmentFiles::path)).toList();
  }

  private static SegmentFiles of(CatalogueEntry entry, String partitionId, Segment segment) {
    String path = entry.collectionId() + "/" + partitionId + "/" + segment.segmentId() + "/";
    return new SegmentFiles(entry, segment, path, new ArrayList<>());
  }

  boolean isWhole() {
    return logs.size() == segment.logs();
  }

  long bytes() {
    return logs.stream().mapToLong(Log::size).sum();
  }

  @Override
  public String toString() {
    return "%s.%s: segment %s at %s has %d files, %d were restored"
        .formatted(
            entry.dbName(),
            entry.collectionName(),
            segment.segmentId(),
            path,
            logs.size(),
            segment.logs());
  }
}
