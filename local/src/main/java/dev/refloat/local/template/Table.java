package dev.refloat.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table.
 *
 * @param attributes type ({@code S}, {@code N}, {@code B}) of each attribute that a key uses
 * @param timeToLiveAttribute the attribute that says when an item expires
 * @param streamView what its stream tells of a change, such as {@code NEW_AND_OLD_IMAGES}; empty
 *     where it has no stream
 */
public record Table(
    String logicalId,
    String name,
    Map<String, String> attributes,
    Key key,
    List<Index> globalIndexes,
    List<Index> localIndexes,
    Optional<String> timeToLiveAttribute,
    Optional<String> streamView) {
  public Table {
    attributes = Map.copyOf(attributes);
    globalIndexes = List.copyOf(globalIndexes);
    localIndexes = List.copyOf(localIndexes);
  }

  /** Attribute names of a partition key and, where there is one, a sort key. */
  public record Key(String partition, Optional<String> sort) {}

  /**
   * A secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   */
  public record Index(String name, Key key, String projection, List<String> included) {
    public Index {
      included = List.copyOf(included);
    }
  }
}
