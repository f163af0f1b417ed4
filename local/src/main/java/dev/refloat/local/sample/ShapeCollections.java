package dev.refloat.local.sample;

import static dev.refloat.local.sample.SampleFields.dynamic;
import static dev.refloat.local.sample.SampleFields.longKey;
import static dev.refloat.local.sample.SampleFields.partitionKey;
import static dev.refloat.local.sample.SampleFields.scalar;
import static dev.refloat.local.sample.SampleFields.text;
import static dev.refloat.local.sample.SampleFields.textArray;
import static dev.refloat.local.sample.SampleFields.textKey;
import static dev.refloat.local.sample.SampleFields.vector;

import dev.refloat.local.sample.CollectionSpec.Database;
import dev.refloat.local.sample.CollectionSpec.IndexSpec;
import dev.refloat.local.sample.CollectionSpec.PartitionSpec;
import dev.refloat.local.sample.CollectionSpec.SegmentSpec;
import java.util.List;
import java.util.Map;

/** The collections of those shapes that are about what is in a collection. */
final class ShapeCollections {
  private static final int SHARDS = 2;
  private static final int BOUNDED = 2;
  private static final int CUSTOMIZED = 4;

  /** The int64 1, as protobuf's {@code ValueField} has it. */
  private static final String ONE = "EAE=";

  private static final Long ADDED = 121L;
  private static final Long ADDED_TOO = 122L;

  private ShapeCollections() {}

  static List<CollectionSpec> of(SampleShape shape) {
    return switch (shape) {
      case EVERY_FIELD -> List.of(everyType(), structs());
      case ODD_JSON -> List.of(structs(), named("with space"), named("Hafen-港口 \"%2F+?#\" é"));
      case EMPTY -> List.of(withoutPartitions(), withoutSegments());
      case UNGROUPED, LEVEL_FILES -> small(true);
      case GROUPED_LEVEL_FILES -> small(false);
      default -> SampleCollections.small();
    };
  }

  /** The level files have no place for deletes of all partitions. */
  private static List<CollectionSpec> small(boolean of2023) {
    return SampleCollections.small().stream().map(spec -> spec.without(true, of2023)).toList();
  }

  private static CollectionSpec everyType() {
    Meta.Schema schema =
        new Meta.Schema(
            "every_type",
            "Every data type, a function, defaults, fields added and dropped",
            true,
            List.of(
                longKey(100, "id", true),
                scalar(101, "bool", DataType.BOOL),
                scalar(102, "int8", DataType.INT8),
                scalar(103, "int16", DataType.INT16),
                scalar(104, "int32", DataType.INT32).thatMayBeNull(),
                scalar(105, "int64", DataType.INT64).withDefault(ONE),
                scalar(106, "float", DataType.FLOAT),
                scalar(107, "double", DataType.DOUBLE),
                text(108, "varchar", false),
                textArray(109, "array"),
                scalar(110, "json", DataType.JSON).thatMayBeNull(),
                scalar(111, "geometry", DataType.GEOMETRY),
                scalar(112, "text", DataType.TEXT),
                scalar(113, "timestamptz", DataType.TIMESTAMPTZ),
                vector(114, "binary", DataType.BINARY_VECTOR, 32),
                vector(115, "dense", DataType.FLOAT_VECTOR, 4),
                vector(116, "float16", DataType.FLOAT16_VECTOR, 8),
                vector(117, "bfloat16", DataType.BFLOAT16_VECTOR, 8),
                scalar(118, "sparse", DataType.SPARSE_FLOAT_VECTOR).computed(),
                vector(119, "int8_vector", DataType.INT8_VECTOR, 8),
                partitionKey(120, "tenant"),
                scalar(ADDED, "added", DataType.INT64).withDefault(ONE),
                scalar(ADDED_TOO, "added_too", DataType.FLOAT).thatMayBeNull()),
            true,
            List.of(new Meta.KeyValue("timezone", "UTC")),
            List.of(
                new Meta.Function(
                    "bm25",
                    100,
                    1,
                    List.of("varchar"),
                    List.of(108L),
                    List.of("sparse"),
                    List.of(118L))),
            List.of());
    return spec(
        Database.MEDIA,
        schema,
        List.of(dynamic(130), scalar(131, "dropped", DataType.DOUBLE)),
        List.of(
            new IndexSpec("dense", "AUTOINDEX", Map.of("metric_type", "COSINE")),
            new IndexSpec("sparse", "SPARSE_INVERTED_INDEX", Map.of("metric_type", "BM25")),
            new IndexSpec("geometry", "RTREE", Map.of())),
        List.of(
            new PartitionSpec("_default_0", List.of(SegmentSpec.rows(30, 20).deleting(5))),
            new PartitionSpec(
                "_default_1",
                List.of(SegmentSpec.rows(10).lacking(ADDED, ADDED_TOO), SegmentSpec.rows(8)))));
  }

  private static CollectionSpec structs() {
    Meta.Schema schema =
        new Meta.Schema(
            "structs",
            "",
            false,
            List.of(
                textKey(100, "key"), vector(101, "dense", DataType.FLOAT_VECTOR, 4), dynamic(105)),
            true,
            List.of(),
            List.of(),
            List.of(
                new Meta.StructField(
                    102, "chapters", List.of(textArray(103, "title"), textArray(104, "body")))));
    return spec(
        Database.DEFAULT,
        schema,
        List.of(),
        List.of(new IndexSpec("chapters[title]", "INVERTED", Map.of())),
        List.of(
            new PartitionSpec(
                "_default",
                List.of(
                    SegmentSpec.rows(12),
                    SegmentSpec.rows(9).deleting(2),
                    SegmentSpec.rows(7),
                    SegmentSpec.deletesOnly(3)))));
  }

  private static CollectionSpec named(String name) {
    return spec(
        Database.DEFAULT,
        plain(name),
        List.of(),
        List.of(),
        List.of(
            new PartitionSpec("_default", List.of(SegmentSpec.rows(5))),
            new PartitionSpec("été/2023 *", List.of(SegmentSpec.rows(4)))));
  }

  private static CollectionSpec withoutPartitions() {
    return spec(Database.DEFAULT, plain("hollow"), List.of(), List.of(), List.of());
  }

  private static CollectionSpec withoutSegments() {
    return spec(
        Database.MEDIA,
        plain("vacant"),
        List.of(),
        List.of(),
        List.of(new PartitionSpec("_default", List.of()), new PartitionSpec("more", List.of())));
  }

  private static Meta.Schema plain(String name) {
    return new Meta.Schema(
        name,
        "",
        false,
        List.of(longKey(100, "id", false), vector(101, "dense", DataType.FLOAT_VECTOR, 4)),
        false,
        List.of());
  }

  private static CollectionSpec spec(
      Database database,
      Meta.Schema schema,
      List<FieldSchema> unlisted,
      List<IndexSpec> indexes,
      List<PartitionSpec> partitions) {
    boolean anyRows = partitions.stream().anyMatch(p -> !p.segments().isEmpty());
    return new CollectionSpec(
        database,
        schema,
        unlisted,
        SHARDS,
        database == Database.DEFAULT ? BOUNDED : CUSTOMIZED,
        anyRows,
        indexes,
        partitions,
        partitions.size() > 1 && anyRows ? 2 : 0,
        List.of(),
        List.of());
  }
}
