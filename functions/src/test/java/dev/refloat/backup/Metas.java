package dev.refloat.backup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Small metas that are sound, for tests that change one thing in them. */
final class Metas {
  static final JsonNode SCHEMA =
      Json.tree(
          """
          {"name":"c","description":"about c","enable_dynamic_field":true,"fields":[
            {"fieldID":100,"name":"pk","is_primary_key":true,"data_type":5},
            {"fieldID":101,"name":"vector","data_type":101},
            {"fieldID":102,"name":"added","data_type":21,"nullable":true},
            {"fieldID":103,"name":"sparse","data_type":104,"is_function_output":true}],
           "functions":[{"name":"bm25","input_field_names":["added"],"output_field_names":["sparse"]}],
           "struct_array_fields":[{"fieldID":110,"name":"s","fields":[{"fieldID":111,"name":"part"}]}]}
          """);

  private Metas() {}

  /** One log of 10 bytes for each field; field ids are the log ids too. */
  static SegmentMeta segment(long id, long partition, long... fields) {
    List<LogMeta> logs =
        LongStream.of(fields).mapToObj(f -> new LogMeta(f, Long.toString(f), 10)).toList();
    return new SegmentMeta(
        id, 1, partition, 5, logs.size() * 10L, OptionalLong.of(id), false, "", 1, logs, List.of());
  }

  static SegmentMeta l0(long id, long partition) {
    return new SegmentMeta(
        id,
        1,
        partition,
        3,
        7,
        OptionalLong.empty(),
        true,
        "",
        0,
        List.of(),
        List.of(new LogMeta(LogMeta.NO_FIELD, "9", 7)));
  }

  static PartitionMeta partition(long id, String name, SegmentMeta... segments) {
    long size = List.of(segments).stream().mapToLong(SegmentMeta::size).sum();
    return new PartitionMeta(id, 1, name, LoadState.LOADED, size, List.of(segments));
  }

  static CollectionMeta collection(long id, String name, PartitionMeta... partitions) {
    return collection(id, "default", name, SCHEMA, List.of(partitions), List.of(), List.of());
  }

  static CollectionMeta collection(
      long id,
      String db,
      String name,
      JsonNode schema,
      List<PartitionMeta> partitions,
      List<SegmentMeta> l0,
      List<String> aliases) {
    long size =
        partitions.stream().mapToLong(PartitionMeta::size).sum()
            + l0.stream().mapToLong(SegmentMeta::size).sum();
    return new CollectionMeta(
        id,
        db,
        name,
        "about " + name,
        schema,
        2,
        ConsistencyLevel.BOUNDED,
        LoadState.LOADED,
        0,
        size,
        partitions,
        l0,
        List.of(new IndexMeta("vector", "i", "HNSW", 1, Map.of())),
        Map.of(),
        aliases,
        Map.of());
  }

  static BackupMeta backup(CollectionMeta... collections) {
    return backup(BackupMeta.WriterState.UNKNOWN, collections);
  }

  static BackupMeta backup(BackupMeta.WriterState state, CollectionMeta... collections) {
    return new BackupMeta(
        "id",
        "nightly",
        Optional.empty(),
        state,
        List.of(collections).stream().mapToLong(CollectionMeta::size).sum(),
        "2.6.0",
        List.of(collections),
        List.of(),
        Optional.empty(),
        List.of(),
        "\"e\"",
        Instant.parse("2026-05-01T10:00:00Z"));
  }

  static BackupMeta many(int collections, UnaryOperator<String> name) {
    return backup(
        IntStream.range(0, collections)
            .mapToObj(i -> collection(i + 1, name.apply("c" + i)))
            .toArray(CollectionMeta[]::new));
  }
}
