package dev.refloat.local.sample;

import static dev.refloat.local.sample.CollectionSpec.Database.DEFAULT;
import static dev.refloat.local.sample.CollectionSpec.Database.MEDIA;
import static dev.refloat.local.sample.SampleFields.dynamic;
import static dev.refloat.local.sample.SampleFields.longKey;
import static dev.refloat.local.sample.SampleFields.partitionKey;
import static dev.refloat.local.sample.SampleFields.scalar;
import static dev.refloat.local.sample.SampleFields.text;
import static dev.refloat.local.sample.SampleFields.textArray;
import static dev.refloat.local.sample.SampleFields.textKey;
import static dev.refloat.local.sample.SampleFields.vector;

import dev.refloat.local.sample.CollectionSpec.IndexSpec;
import dev.refloat.local.sample.CollectionSpec.PartitionSpec;
import dev.refloat.local.sample.CollectionSpec.SegmentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The collections of the sample: five small ones with every kind of thing in them, one of many
 * objects, one of large objects.
 */
final class SampleCollections {
  private static final int STRONG = 0;
  private static final int SESSION = 1;
  private static final int BOUNDED = 2;
  private static final int EVENTUALLY = 3;

  /** Logs of one segment of {@link #manyObjects}: two system fields and three of its own. */
  static final int LOGS_PER_SEGMENT = 5;

  private static final int ROWS_PER_SMALL_SEGMENT = 8;
  private static final int LARGE_DIM = 768;

  /** Three system and key columns of 8 bytes, and the vector. */
  private static final int LARGE_ROW_BYTES = 3 * Long.BYTES + LARGE_DIM * Float.BYTES;

  /** Above 1 GiB, from where on a restore copies in ranges, and below the 2 GiB of a v1 log. */
  private static final long LARGEST_SEGMENT_BYTES = 5L << 28;

  private static final long LARGE_SEGMENT_BYTES = 1L << 28;

  private SampleCollections() {}

  static List<CollectionSpec> small() {
    return List.of(products(), articles(), empty(), images(), events());
  }

  private static CollectionSpec products() {
    Meta.Schema schema =
        new Meta.Schema(
            "products",
            "Dense vectors, a dynamic field, deletes for all partitions",
            false,
            List.of(
                longKey(100, "id", false),
                text(101, "title", false),
                scalar(102, "price", DataType.FLOAT),
                scalar(103, "attributes", DataType.JSON),
                vector(104, "embedding", DataType.FLOAT_VECTOR, 64),
                dynamic(105)),
            true,
            List.of());
    return new CollectionSpec(
        DEFAULT,
        schema,
        List.of(),
        2,
        BOUNDED,
        true,
        List.of(hnsw("embedding", "COSINE")),
        List.of(
            new PartitionSpec("_default", List.of(SegmentSpec.rows(400))),
            new PartitionSpec(
                "spring", List.of(SegmentSpec.rows(300).deleting(10), SegmentSpec.rows(200))),
            new PartitionSpec("summer", List.of(SegmentSpec.rows(250, 150))),
            new PartitionSpec("autumn", List.of())),
        25,
        List.of("catalogue", "shop"),
        List.of(new Meta.KeyValue("mmap.enabled", "true")));
  }

  private static CollectionSpec articles() {
    Meta.Schema schema =
        new Meta.Schema(
            "articles",
            "Varchar keys, sparse vectors, an array, a nullable field",
            false,
            List.of(
                textKey(100, "slug"),
                text(101, "body", false),
                text(102, "subtitle", true),
                textArray(103, "tags"),
                scalar(104, "terms", DataType.SPARSE_FLOAT_VECTOR)),
            false,
            List.of());
    return new CollectionSpec(
        DEFAULT,
        schema,
        List.of(),
        1,
        STRONG,
        true,
        List.of(
            new IndexSpec("terms", "SPARSE_INVERTED_INDEX", Map.of("metric_type", "IP")),
            new IndexSpec("tags", "INVERTED", Map.of())),
        List.of(
            new PartitionSpec(
                "_default", List.of(SegmentSpec.rows(500).deleting(20), SegmentSpec.rows(120)))),
        0,
        List.of(),
        List.of());
  }

  private static CollectionSpec empty() {
    Meta.Schema schema =
        new Meta.Schema(
            "drafts",
            "",
            false,
            List.of(longKey(100, "id", true), vector(101, "embedding", DataType.FLOAT_VECTOR, 8)),
            false,
            List.of());
    return new CollectionSpec(
        DEFAULT,
        schema,
        List.of(),
        1,
        SESSION,
        false,
        List.of(),
        List.of(new PartitionSpec("_default", List.of())),
        0,
        List.of(),
        List.of());
  }

  private static CollectionSpec images() {
    Meta.Schema schema =
        new Meta.Schema(
            "images",
            "Binary and half-precision vectors, a partition key",
            true,
            List.of(
                longKey(100, "id", true),
                partitionKey(101, "tenant"),
                scalar(102, "visible", DataType.BOOL),
                scalar(103, "rating", DataType.INT8),
                scalar(104, "width", DataType.INT16),
                scalar(105, "views", DataType.INT32),
                vector(106, "hash", DataType.BINARY_VECTOR, 128),
                vector(107, "embedding", DataType.FLOAT16_VECTOR, 96)),
            false,
            List.of());
    List<PartitionSpec> partitions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      partitions.add(new PartitionSpec("_default_" + i, List.of(SegmentSpec.rows(150 + i))));
    }
    return new CollectionSpec(
        MEDIA,
        schema,
        List.of(),
        2,
        SESSION,
        false,
        List.of(
            ivfFlat("embedding"),
            new IndexSpec(
                "hash",
                "BIN_IVF_FLAT",
                Map.of("metric_type", "HAMMING", "params", "{\"nlist\":64}"))),
        partitions,
        0,
        List.of("pictures"),
        List.of(new Meta.KeyValue("partitionkey.isolation", "false")));
  }

  /**
   * Its dynamic field is not in the schema: Milvus hides it from milvus-backup, which adds it only
   * when it may read etcd.
   */
  private static CollectionSpec events() {
    Meta.Schema schema =
        new Meta.Schema(
            "events",
            "Several logs per field, deletes per partition, an unlisted dynamic field",
            false,
            List.of(
                longKey(100, "id", false),
                scalar(101, "weight", DataType.DOUBLE),
                scalar(102, "sequence", DataType.INT64),
                vector(103, "embedding", DataType.FLOAT_VECTOR, 32)),
            true,
            List.of());
    return new CollectionSpec(
        MEDIA,
        schema,
        List.of(dynamic(104)),
        1,
        EVENTUALLY,
        true,
        List.of(ivfFlat("embedding"), new IndexSpec("sequence", "INVERTED", Map.of())),
        List.of(
            new PartitionSpec(
                "_default",
                List.of(SegmentSpec.rows(300, 200, 100).deleting(30), SegmentSpec.deletesOnly(15))),
            new PartitionSpec("archive", List.of(SegmentSpec.rows(80)))),
        0,
        List.of(),
        List.of());
  }

  /** At least so many logs, in segments of a few rows. */
  static CollectionSpec manyObjects(int objects) {
    Meta.Schema schema =
        new Meta.Schema(
            "many_objects",
            "Many small segments",
            false,
            List.of(
                longKey(100, "id", false),
                scalar(101, "weight", DataType.FLOAT),
                vector(102, "embedding", DataType.FLOAT_VECTOR, 8)),
            false,
            List.of());
    int segments = Math.ceilDiv(objects, LOGS_PER_SEGMENT);
    return new CollectionSpec(
        DEFAULT,
        schema,
        List.of(),
        1,
        BOUNDED,
        true,
        List.of(hnsw("embedding", "L2")),
        List.of(new PartitionSpec("_default", SegmentSpec.many(segments, ROWS_PER_SMALL_SEGMENT))),
        0,
        List.of(),
        List.of());
  }

  /** About so many bytes of vectors; from 1.25 GiB on the first log is above 1 GiB. */
  static CollectionSpec largeObjects(long bytes) {
    Meta.Schema schema =
        new Meta.Schema(
            "large_objects",
            "Large vectors",
            false,
            List.of(
                longKey(100, "id", false),
                vector(101, "embedding", DataType.FLOAT_VECTOR, LARGE_DIM)),
            false,
            List.of());
    List<SegmentSpec> segments = new ArrayList<>();
    long left = bytes;
    if (left >= LARGEST_SEGMENT_BYTES) {
      segments.add(largeSegment(LARGEST_SEGMENT_BYTES));
      left -= LARGEST_SEGMENT_BYTES;
    }
    while (left >= LARGE_ROW_BYTES) {
      long size = Math.min(left, LARGE_SEGMENT_BYTES);
      segments.add(largeSegment(size));
      left -= size;
    }
    return new CollectionSpec(
        DEFAULT,
        schema,
        List.of(),
        2,
        BOUNDED,
        false,
        List.of(hnsw("embedding", "COSINE")),
        List.of(new PartitionSpec("_default", segments)),
        0,
        List.of(),
        List.of());
  }

  private static SegmentSpec largeSegment(long bytes) {
    return SegmentSpec.rows(Math.toIntExact(bytes / LARGE_ROW_BYTES));
  }

  private static IndexSpec hnsw(String field, String metric) {
    return new IndexSpec(
        field,
        "HNSW",
        Map.of("metric_type", metric, "params", "{\"M\":16,\"efConstruction\":200}"));
  }

  private static IndexSpec ivfFlat(String field) {
    return new IndexSpec(
        field, "IVF_FLAT", Map.of("metric_type", "L2", "params", "{\"nlist\":128}"));
  }
}
