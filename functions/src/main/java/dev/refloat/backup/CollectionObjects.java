package dev.refloat.backup;

import java.util.List;

/** A collection and all of its objects, ordered by key. */
public record CollectionObjects(CollectionMeta meta, List<SourceObject> objects) {
  public CollectionObjects {
    objects = List.copyOf(objects);
  }

  public long bytes() {
    return objects.stream().mapToLong(SourceObject::size).sum();
  }
}
