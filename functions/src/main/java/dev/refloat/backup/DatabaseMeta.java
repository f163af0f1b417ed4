package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database, with what was set on it. Backups of 2023 do not list theirs.
 *
 * @param name {@value CollectionMeta#DEFAULT_DATABASE} where the meta has one without a name
 */
public record DatabaseMeta(String name, long databaseId, Map<String, String> properties) {
  static final DatabaseMeta NONE = of(null, 0, null);

  @JsonCreator
  static DatabaseMeta of(
      @JsonProperty("db_name") @Nullable String name,
      @JsonProperty("db_id") long databaseId,
      @JsonProperty("properties") @Nullable List<Wire.@Nullable Pair> properties) {
    Map<String, String> set = Wire.pairs(properties);
    boolean isNone = databaseId == 0 && set.isEmpty();
    return new DatabaseMeta(
        Wire.text(name).isEmpty() && !isNone ? CollectionMeta.DEFAULT_DATABASE : Wire.text(name),
        databaseId,
        set);
  }
}
