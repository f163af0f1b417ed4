package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The definition of an index. Its files are never in a backup. */
public record IndexMeta(
    String fieldName, String name, String type, long indexId, Map<String, String> params) {
  static final IndexMeta NONE = of(null, null, null, 0, null);

  @JsonCreator
  static IndexMeta of(
      @JsonProperty("field_name") @Nullable String fieldName,
      @JsonProperty("index_name") @Nullable String name,
      @JsonProperty("index_type") @Nullable String type,
      @JsonProperty("index_id") long indexId,
      @JsonProperty("params") @Nullable Map<String, @Nullable String> params) {
    return new IndexMeta(
        Wire.text(fieldName), Wire.text(name), Wire.text(type), indexId, Wire.map(params));
  }
}
