package dev.refloat.backup;

import java.util.List;

/**
 * The objects of a backup, by collection, in the order of the meta.
 *
 * @param lists requests that it took to find them
 */
public record Inventory(List<CollectionObjects> collections, long lists) {
  public Inventory {
    collections = List.copyOf(collections);
  }

  public long objects() {
    return collections.stream().mapToLong(c -> c.objects().size()).sum();
  }

  public long bytes() {
    return collections.stream().mapToLong(CollectionObjects::bytes).sum();
  }
}
