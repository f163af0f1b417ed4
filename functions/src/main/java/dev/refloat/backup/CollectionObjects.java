package dev.refloat.backup;

import java.util.Collection;

/**
 * A collection and all of its objects.
 *
 * @param objects ordered by key; they can be made anew each time they are gone through, so that
 *     none should be held for long
 */
public record CollectionObjects(CollectionMeta meta, Collection<SourceObject> objects) {
  /** As the meta says it: an object of another size is not found. */
  public long bytes() {
    return meta.segments().mapToLong(SegmentMeta::logBytes).sum();
  }
}
