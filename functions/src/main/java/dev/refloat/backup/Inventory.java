package dev.refloat.backup;

import java.util.List;

/** The objects of a backup, by collection, in the order of the meta. */
public record Inventory(List<CollectionObjects> collections) {
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
