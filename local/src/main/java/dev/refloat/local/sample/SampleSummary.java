package dev.refloat.local.sample;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was written, for one who checks a restore of it. A segment of deletes alone counts as a
 * segment; its rows are 0.
 */
public record SampleSummary(String name, List<Collection> collections) {
  public SampleSummary {
    collections = List.copyOf(collections);
  }

  static SampleSummary of(String name, List<Meta.Collection> collections) {
    return new SampleSummary(name, collections.stream().map(Collection::of).toList());
  }

  /**
   * One collection.
   *
   * @param bytes of its logs, inserts and deletes
   * @param loadState {@code Loaded} or {@code NotLoad}
   */
  public record Collection(
      String database,
      String name,
      long collectionId,
      long rows,
      long bytes,
      String loadState,
      int shards,
      List<String> partitions,
      int segments,
      List<LogObject> logs) {
    public Collection {
      partitions = List.copyOf(partitions);
      logs = List.copyOf(logs);
    }

    static Collection of(Meta.Collection collection) {
      return new Collection(
          collection.dbName(),
          collection.collectionName(),
          collection.collectionId(),
          segments(collection).mapToLong(Meta.Segment::numOfRows).sum(),
          collection.size(),
          collection.loadState().isEmpty() ? "NotLoad" : collection.loadState(),
          collection.shardsNum(),
          collection.partitionBackups().stream().map(Meta.Partition::partitionName).toList(),
          Math.toIntExact(segments(collection).count()),
          logs(collection));
    }

    private static List<LogObject> logs(Meta.Collection collection) {
      return Stream.concat(
              collection.partitionBackups().stream()
                  .flatMap(
                      partition ->
                          partition.segmentBackups().stream()
                              .flatMap(s -> LogKeys.of(partition.partitionName(), s).stream())),
              collection.l0Segments().stream().flatMap(s -> LogKeys.of("", s).stream()))
          .toList();
    }

    private static Stream<Meta.Segment> segments(Meta.Collection collection) {
      return Stream.concat(
          collection.partitionBackups().stream()
              .flatMap(partition -> partition.segmentBackups().stream()),
          collection.l0Segments().stream());
    }
  }

  public int partitions() {
    return collections.stream().mapToInt(collection -> collection.partitions().size()).sum();
  }

  public int segments() {
    return collections.stream().mapToInt(Collection::segments).sum();
  }

  /** Logs, without the files of the meta. */
  public int objects() {
    return collections.stream().mapToInt(collection -> collection.logs().size()).sum();
  }

  /** Bytes of all logs. */
  public long bytes() {
    return collections.stream().mapToLong(Collection::bytes).sum();
  }

  public long rows() {
    return collections.stream().mapToLong(Collection::rows).sum();
  }
}
