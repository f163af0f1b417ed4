package dev.refloat.local.sample;

import dev.refloat.local.sample.ParquetColumn.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.parquet.io.api.Binary;

/** The values of each type of field, as Milvus encodes them, drawn from a seeded random. */
final class FieldValues {
  private static final long FIRST_ROW_ID = 463_000_000_000_000_000L;
  private static final int NULL_EVERY = 5;
  private static final int TENANTS = 16;

  private static final String[] WORDS = {
    "anchor", "ballast", "capstan", "davit", "ebb", "fathom", "galley", "halyard", "jetty", "keel",
    "lagoon", "mast", "neap", "oar", "port", "quay", "reef", "shoal", "tiller", "wharf"
  };

  private FieldValues() {}

  static Values of(FieldSchema field, SplittableRandom random) {
    int level = field.nullable() ? 1 : 0;
    Values present = present(field, random, level);
    if (!field.nullable()) {
      return present;
    }
    return (row, column) -> {
      if (row % NULL_EVERY == 0) {
        column.writeNull(0, 0);
        return 0;
      }
      return present.write(row, column);
    };
  }

  private static Values present(FieldSchema field, SplittableRandom random, int level) {
    return switch (field.dataType()) {
      case BOOL ->
          (row, column) -> {
            column.write(random.nextBoolean(), 0, level);
            return 1;
          };
      case INT8 -> integers(() -> (byte) random.nextInt(), Byte.BYTES, level);
      case INT16 -> integers(() -> (short) random.nextInt(), Short.BYTES, level);
      case INT32 -> integers(random::nextInt, Integer.BYTES, level);
      case INT64, TIMESTAMPTZ -> longs(field, random, level);
      case FLOAT ->
          (row, column) -> {
            column.write((float) random.nextDouble(), 0, level);
            return Float.BYTES;
          };
      case DOUBLE ->
          (row, column) -> {
            column.write(random.nextDouble(), 0, level);
            return Double.BYTES;
          };
      case VARCHAR, STRING ->
          field.isPrimaryKey()
              ? (row, column) -> write(column, level, textKey(row).getBytes(StandardCharsets.UTF_8))
              : binaries(() -> words(random, 6).getBytes(StandardCharsets.UTF_8), level);
      case TEXT -> binaries(() -> words(random, 40).getBytes(StandardCharsets.UTF_8), level);
      case GEOMETRY -> binaries(() -> point(random), level);
      case JSON -> binaries(() -> json(random).getBytes(StandardCharsets.UTF_8), level);
      case ARRAY -> binaries(() -> stringArray(random), level);
      case SPARSE_FLOAT_VECTOR -> binaries(() -> sparse(random), level);
      case BINARY_VECTOR, FLOAT_VECTOR, FLOAT16_VECTOR, BFLOAT16_VECTOR, INT8_VECTOR ->
          dense(field, random, level);
    };
  }

  /**
   * The int64 primary key of a row; the deletes need it too. Above 2^53, so that a reader that goes
   * through a double is found out.
   */
  static long longKey(long row) {
    return (1L << 53) + 1 + row;
  }

  /** The varchar primary key of a row. */
  static String textKey(long row) {
    return "doc-" + longKey(row);
  }

  private static Values integers(Supplier<? extends Number> next, int bytes, int level) {
    return (row, column) -> {
      column.write(next.get().intValue(), 0, level);
      return bytes;
    };
  }

  private static Values longs(FieldSchema field, SplittableRandom random, int level) {
    return (row, column) -> {
      long value;
      if (field.equals(SampleFields.ROW_ID)) {
        value = FIRST_ROW_ID + row;
      } else if (field.equals(SampleFields.TIMESTAMP)) {
        value = Timestamps.INSERTED;
      } else if (field.isPrimaryKey()) {
        value = longKey(row);
      } else {
        value = field.isPartitionKey() ? random.nextInt(TENANTS) : random.nextLong();
      }
      column.write(value, 0, level);
      return Long.BYTES;
    };
  }

  private static Values binaries(Supplier<byte[]> next, int level) {
    return (row, column) -> write(column, level, next.get());
  }

  private static int write(org.apache.parquet.column.ColumnWriter column, int level, byte[] bytes) {
    column.write(Binary.fromConstantByteArray(bytes), 0, level);
    return bytes.length;
  }

  private static Values dense(FieldSchema field, SplittableRandom random, int level) {
    byte[] vector = new byte[field.dataType().vectorBytes(field.dim())];
    ByteBuffer bytes = ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN);
    return (row, column) -> {
      bytes.clear();
      switch (field.dataType()) {
        case FLOAT_VECTOR -> floats(bytes, random);
        case FLOAT16_VECTOR -> {
          while (bytes.hasRemaining()) {
            bytes.putShort(Float.floatToFloat16(unit(random.nextInt())));
          }
        }
        case BFLOAT16_VECTOR -> {
          while (bytes.hasRemaining()) {
            bytes.putShort((short) (Float.floatToIntBits(unit(random.nextInt())) >> Short.SIZE));
          }
        }
        default -> random.nextBytes(vector);
      }
      column.write(Binary.fromReusedByteArray(vector), 0, level);
      return vector.length;
    };
  }

  /** Two floats from each random long: large samples consist of them. */
  private static void floats(ByteBuffer to, SplittableRandom random) {
    while (to.remaining() >= 2 * Float.BYTES) {
      long bits = random.nextLong();
      to.putFloat(unit((int) bits)).putFloat(unit((int) (bits >>> Integer.SIZE)));
    }
    if (to.hasRemaining()) {
      to.putFloat(unit(random.nextInt()));
    }
  }

  /** A float in [-1, 1). */
  private static float unit(int bits) {
    return (bits >> 8) * 0x1p-23f;
  }

  private static String words(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(1, most + 1); left > 0; left--) {
      text.append(text.isEmpty() ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private static String json(SplittableRandom random) {
    return "{\"berth\":" + random.nextInt(100) + ",\"cargo\":\"" + words(random, 2) + "\"}";
  }

  /**
   * A {@code ScalarField} message with {@code string_data} (field 6), in it {@code repeated string
   * data} (field 1).
   */
  private static byte[] stringArray(SplittableRandom random) {
    ByteBuffer strings = ByteBuffer.allocate(64);
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
      strings.put((byte) (1 << 3 | 2)).put((byte) word.length).put(word);
    }
    strings.flip();
    // Every length is below 128 and so takes one byte.
    return ByteBuffer.allocate(2 + strings.remaining())
        .put((byte) (6 << 3 | 2))
        .put((byte) strings.remaining())
        .put(strings)
        .array();
  }

  /** Well-known binary: little endian, type 1, x and y. */
  private static byte[] point(SplittableRandom random) {
    return ByteBuffer.allocate(1 + Integer.BYTES + 2 * Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putInt(1)
        .putDouble(random.nextDouble(-180, 180))
        .putDouble(random.nextDouble(-90, 90))
        .array();
  }

  /** Pairs of index (u32, ascending) and value (f32). */
  private static byte[] sparse(SplittableRandom random) {
    int entries = random.nextInt(3, 12);
    ByteBuffer bytes =
        ByteBuffer.allocate(entries * 2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int index = 0;
    for (int i = 0; i < entries; i++) {
      index += random.nextInt(1, 500);
      bytes.putInt(index).putFloat((float) random.nextDouble(0.01, 1));
    }
    return bytes.array();
  }
}
