package dev.refloat.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a schema, as far as checks need it.
 *
 * @param dataType the number in the meta (5 Int64, 21 VarChar, 101 FloatVector …)
 */
public record FieldMeta(
    long fieldId,
    String name,
    int dataType,
    boolean primaryKey,
    boolean nullable,
    boolean hasDefault,
    boolean dynamic,
    boolean functionOutput) {
  /** The writer's own fields, in every segment and in no schema. */
  public static final long ROW_ID = 0;

  public static final long TIMESTAMP = 1;
  public static final long FIRST_USER_FIELD = 100;

  static List<FieldMeta> fieldsOf(JsonNode schema) {
    List<FieldMeta> fields = new ArrayList<>();
    for (JsonNode field : schema.path("fields")) {
      if (!field.isEmpty()) {
        fields.add(of(field));
      }
    }
    return List.copyOf(fields);
  }

  /**
   * Whether a segment may lack the field: rows written before a field was added have none of it,
   * and only fields that have a value without being given one can be added.
   */
  boolean mayBeAbsent() {
    return nullable || hasDefault || dynamic || functionOutput;
  }

  private static FieldMeta of(JsonNode field) {
    return new FieldMeta(
        field.path("fieldID").asLong(),
        field.path("name").asText(""),
        field.path("data_type").asInt(),
        field.path("is_primary_key").asBoolean(),
        field.path("nullable").asBoolean(),
        hasValue(field.path("default_value_base64"))
            || hasValue(field.path("default_value_proto"))
            || hasValue(field.path("default_value")),
        field.path("is_dynamic").asBoolean(),
        field.path("is_function_output").asBoolean());
  }

  private static boolean hasValue(JsonNode value) {
    return value.isObject() ? !value.isEmpty() : !value.asText("").isEmpty();
  }
}
