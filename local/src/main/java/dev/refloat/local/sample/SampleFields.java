package dev.refloat.local.sample;

import java.util.List;

/** Builds the fields of the sample's schemas. */
final class SampleFields {
  /** Fields 0 and 1: in every segment, in no schema. */
  static final FieldSchema ROW_ID = scalar(0, "RowID", DataType.INT64);

  static final FieldSchema TIMESTAMP = scalar(1, "Timestamp", DataType.INT64);

  private SampleFields() {}

  static FieldSchema longKey(long id, String name, boolean autoId) {
    return new FieldSchema(
        id, name, true, DataType.INT64, List.of(), autoId, null, false, false, false);
  }

  static FieldSchema textKey(long id, String name) {
    return new FieldSchema(
        id, name, true, DataType.VARCHAR, maxLength(), false, null, false, false, false);
  }

  static FieldSchema scalar(long id, String name, DataType type) {
    return new FieldSchema(id, name, false, type, List.of(), false, null, false, false, false);
  }

  static FieldSchema partitionKey(long id, String name) {
    return new FieldSchema(
        id, name, false, DataType.INT64, List.of(), false, null, false, true, false);
  }

  static FieldSchema text(long id, String name, boolean nullable) {
    return new FieldSchema(
        id, name, false, DataType.VARCHAR, maxLength(), false, null, false, false, nullable);
  }

  static FieldSchema textArray(long id, String name) {
    List<Meta.KeyValue> params =
        List.of(new Meta.KeyValue("max_length", "256"), new Meta.KeyValue("max_capacity", "8"));
    return new FieldSchema(
        id, name, false, DataType.ARRAY, params, false, DataType.VARCHAR, false, false, false);
  }

  static FieldSchema vector(long id, String name, DataType type, int dim) {
    List<Meta.KeyValue> params = List.of(new Meta.KeyValue("dim", Integer.toString(dim)));
    return new FieldSchema(id, name, false, type, params, false, null, false, false, false);
  }

  /** The field that holds what a row has beyond its schema. */
  static FieldSchema dynamic(long id) {
    return new FieldSchema(
        id, "$meta", false, DataType.JSON, List.of(), false, null, true, false, false);
  }

  private static List<Meta.KeyValue> maxLength() {
    return List.of(new Meta.KeyValue("max_length", "1024"));
  }
}
