package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the meta's JSON leaves out. Its writer drops every field that is zero or empty, so an absent
 * list is an empty one; and it writes some empty lists as {@code [{}]}.
 */
final class Wire {
  private Wire() {}

  /** A value that JSON allows and the meta does not. Its message quotes nothing. */
  static final class Unfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /**
   * The text, or none.
   *
   * @throws Unfit where it has half of a surrogate pair, which JSON can escape and UTF-8 not say
   */
  static String text(@Nullable String value) {
    return value == null ? "" : whole(value);
  }

  private static String whole(String text) {
    boolean isHalf =
        text.codePoints()
            .anyMatch(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c));
    if (isHalf) {
      throw new Unfit("a text has half of a surrogate pair");
    }
    return text;
  }

  /**
   * The same tree.
   *
   * @throws Unfit as {@link #text(String)} does, of any of its texts and names
   */
  static JsonNode tree(JsonNode node) {
    if (node.isTextual()) {
      whole(node.textValue());
    }
    node.properties().forEach(p -> whole(p.getKey()));
    node.forEach(Wire::tree);
    return node;
  }

  /** The values without those that are null or an object without any field ({@code empty}). */
  static <T> List<T> list(@Nullable List<@Nullable T> values, T empty) {
    if (values == null) {
      return List.of();
    }
    // No stream: a large meta has millions of lists, of a log each.
    List<T> present = new ArrayList<>(values.size());
    for (@Nullable T value : values) {
      if (value != null && !value.equals(empty)) {
        present.add(value);
      }
    }
    return Collections.unmodifiableList(present);
  }

  /**
   * The texts without those that are null, empty or an object without any field.
   *
   * @throws Unfit where one is a list or an object
   */
  static List<String> texts(@Nullable List<@Nullable JsonNode> values) {
    return list(values, NullNode.getInstance()).stream()
        .filter(value -> !(value.isObject() && value.isEmpty()))
        .map(Wire::text)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String text(JsonNode value) {
    if (value.isContainerNode()) {
      throw new Unfit("an alias is no text");
    }
    return whole(value.asText());
  }

  static Map<String, String> map(@Nullable Map<String, @Nullable String> values) {
    Map<String, String> present = new LinkedHashMap<>();
    if (values != null) {
      values.forEach((key, value) -> present.put(whole(key), text(value)));
    }
    return Collections.unmodifiableMap(present);
  }

  static Map<String, String> pairs(@Nullable List<@Nullable Pair> pairs) {
    Map<String, String> present = new LinkedHashMap<>();
    list(pairs, Pair.NONE).forEach(pair -> present.put(pair.key(), pair.value()));
    return Collections.unmodifiableMap(present);
  }

  record Pair(String key, String value) {
    static final Pair NONE = new Pair(null, null);

    Pair(@JsonProperty("key") @Nullable String key, @JsonProperty("value") @Nullable String value) {
      this.key = text(key);
      this.value = text(value);
    }
  }

  /** The logs of one field, of one column group, or of a segment's deletes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record FieldLogs(long fieldId, List<Log> logs) {
    static final FieldLogs NONE = new FieldLogs(0, List.of());

    @com.fasterxml.jackson.annotation.JsonCreator
    static FieldLogs of(
        @JsonProperty("fieldID") long fieldId,
        @JsonProperty("binlogs") @Nullable List<@Nullable Log> logs) {
      return new FieldLogs(fieldId, list(logs, Log.NONE));
    }
  }

  /** A log. What else the meta says of it is skipped: the mapper would keep a copy of it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Log(String id, long size) {
    static final Log NONE = new Log("", 0);

    /** Writers of 2023 had no {@code log_id}: there it is the last part of the path. */
    @com.fasterxml.jackson.annotation.JsonCreator
    static Log of(
        @JsonProperty("log_id") long logId,
        @JsonProperty("log_path") @Nullable String path,
        @JsonProperty("log_size") long size) {
      String id = logId == 0 ? text(path) : Long.toString(logId);
      return new Log(id.substring(id.lastIndexOf('/') + 1), size);
    }
  }
}
