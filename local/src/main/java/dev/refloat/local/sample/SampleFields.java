package dev.refloat.local.sample;

import java.util.List;

/** Builds the fields of the sample's schemas. */
final class SampleFields {
  /** Fields 0 and 1: in every segment, in no schema. */
  static final Meta.Field ROW_ID = scalar(0, "RowID", DataType.INT64);

  static final Meta.Field TIMESTAMP = scalar(1, "Timestamp", DataType.INT64);

  private SampleFields() {}

  static Meta.Field longKey(long id, String name, boolean autoId) {
    return new Meta.Field(
        id, name, true, DataType.INT64, List.of(), autoId, null, false, false, false);
  }

  static Meta.Field textKey(long id, String name) {
    return new Meta.Field(
        id, name, true, DataType.VARCHAR, maxLength(), false, null, false, false, false);
  }

  static Meta.Field scalar(long id, String name, DataType type) {
    return new Meta.Field(id, name, false, type, List.of(), false, null, false, false, false);
  }

  static Meta.Field partitionKey(long id, String name) {
    return new Meta.Field(
        id, name, false, DataType.INT64, List.of(), false, null, false, true, false);
  }

  static Meta.Field text(long id, String name, boolean nullable) {
    return new Meta.Field(
        id, name, false, DataType.VARCHAR, maxLength(), false, null, false, false, nullable);
  }

  static Meta.Field textArray(long id, String name) {
    List<Meta.KeyValue> params =
        List.of(new Meta.KeyValue("max_length", "256"), new Meta.KeyValue("max_capacity", "8"));
    return new Meta.Field(
        id, name, false, DataType.ARRAY, params, false, DataType.VARCHAR, false, false, false);
  }

  static Meta.Field vector(long id, String name, DataType type, int dim) {
    List<Meta.KeyValue> params = List.of(new Meta.KeyValue("dim", Integer.toString(dim)));
    return new Meta.Field(id, name, false, type, params, false, null, false, false, false);
  }

  /** The field that holds what a row has beyond its schema. */
  static Meta.Field dynamic(long id) {
    return new Meta.Field(
        id, "$meta", false, DataType.JSON, List.of(), false, null, true, false, false);
  }

  private static List<Meta.KeyValue> maxLength() {
    return List.of(new Meta.KeyValue("max_length", "1024"));
  }
}
