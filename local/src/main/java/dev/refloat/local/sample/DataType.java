package dev.refloat.local.sample;

import com.fasterxml.jackson.annotation.JsonValue;

/** The data types of Milvus that the sample uses, with the numbers of its {@code schema.proto}. */
public enum DataType {
  BOOL(1),
  INT8(2),
  INT16(3),
  INT32(4),
  INT64(5),
  FLOAT(10),
  DOUBLE(11),
  /** What a delta log declares as its payload; no field of a schema has it. */
  STRING(20),
  VARCHAR(21),
  ARRAY(22),
  JSON(23),
  GEOMETRY(24),
  TEXT(25),
  TIMESTAMPTZ(26),
  BINARY_VECTOR(100),
  FLOAT_VECTOR(101),
  FLOAT16_VECTOR(102),
  BFLOAT16_VECTOR(103),
  SPARSE_FLOAT_VECTOR(104),
  INT8_VECTOR(105);

  private final int code;

  DataType(int code) {
    this.code = code;
  }

  /** The number in the meta and in a log's descriptor event. */
  @JsonValue
  public int code() {
    return code;
  }

  /** Whether it has files of its own where a segment is packed. */
  boolean isWide() {
    return code >= BINARY_VECTOR.code || this == TEXT;
  }

  /** Bytes of one dense vector of {@code dim} dimensions; 0 for every other type. */
  int vectorBytes(int dim) {
    return switch (this) {
      case BINARY_VECTOR -> dim / Byte.SIZE;
      case FLOAT_VECTOR -> dim * Float.BYTES;
      case FLOAT16_VECTOR, BFLOAT16_VECTOR -> dim * Short.BYTES;
      case INT8_VECTOR -> dim;
      default -> 0;
    };
  }
}
