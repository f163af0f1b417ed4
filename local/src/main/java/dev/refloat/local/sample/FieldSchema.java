package dev.refloat.local.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a collection's schema, as the {@link Meta} has it.
 *
 * @param defaultValue in protobuf's form, in base64; empty for none
 */
@JsonNaming(SnakeCaseStrategy.class)
record FieldSchema(
    @JsonProperty("fieldID") long fieldId,
    String name,
    @JsonProperty("is_primary_key") boolean isPrimaryKey,
    DataType dataType,
    List<Meta.KeyValue> typeParams,
    @JsonProperty("autoID") boolean autoId,
    @Nullable DataType elementType,
    @JsonProperty("is_dynamic") boolean isDynamic,
    @JsonProperty("is_partition_key") boolean isPartitionKey,
    boolean nullable,
    @JsonProperty("default_value_base64") String defaultValue,
    @JsonProperty("is_function_output") boolean isFunctionOutput) {
  FieldSchema(
      long fieldId,
      String name,
      boolean isPrimaryKey,
      DataType dataType,
      List<Meta.KeyValue> typeParams,
      boolean autoId,
      @Nullable DataType elementType,
      boolean isDynamic,
      boolean isPartitionKey,
      boolean nullable) {
    this(
        fieldId,
        name,
        isPrimaryKey,
        dataType,
        typeParams,
        autoId,
        elementType,
        isDynamic,
        isPartitionKey,
        nullable,
        "",
        false);
  }

  FieldSchema thatMayBeNull() {
    return with(true, defaultValue, isFunctionOutput);
  }

  FieldSchema withDefault(String base64) {
    return with(nullable, base64, isFunctionOutput);
  }

  FieldSchema computed() {
    return with(nullable, defaultValue, true);
  }

  private FieldSchema with(boolean mayBeNull, String base64, boolean isComputed) {
    return new FieldSchema(
        fieldId,
        name,
        isPrimaryKey,
        dataType,
        typeParams,
        autoId,
        elementType,
        isDynamic,
        isPartitionKey,
        mayBeNull,
        base64,
        isComputed);
  }

  /** Dimensions of a dense vector, 0 for every other field. */
  @JsonIgnore
  int dim() {
    return typeParams.stream()
        .filter(param -> param.key().equals("dim"))
        .mapToInt(param -> Integer.parseInt(param.value()))
        .findFirst()
        .orElse(0);
  }
}
