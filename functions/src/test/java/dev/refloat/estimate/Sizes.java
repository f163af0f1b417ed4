package dev.refloat.estimate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What there is to do, in small. */
final class Sizes {
  private Sizes() {}

  /** So many whole objects of 1 MB, none of them a log of deletes. */
  static CollectionSize collection(long objects, long batches) {
    return new CollectionSize(
        objects,
        0,
        objects * 1_000_000,
        new CollectionSize.Copying(batches, 0, 0, 0, 0, 0, batches),
        1,
        CollectionSize.Opening.NOTHING,
        OptionalLong.of(2_000),
        Optional.empty());
  }

  /** Into a new cluster. */
  static RestoreSize restore(List<CollectionSize> collections) {
    return new RestoreSize(
        new RestoreSize.Request(RestoreSize.Request.Kind.NEW_CLUSTER, 1, 0),
        true,
        true,
        false,
        new RestoreSize.Plan(1, 1, 1 + 4L * collections.size(), 0, 0, 1),
        0,
        0,
        collections);
  }
}
