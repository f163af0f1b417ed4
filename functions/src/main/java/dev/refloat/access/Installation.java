package dev.refloat.access;

import dev.refloat.platform.Item;

/** What the first call made; its item exists exactly once. */
public record Installation(String organizationId, String projectId) {
  static Installation of(Item item) {
    return new Installation(item.text("organizationId"), item.text("projectId"));
  }

  Item fill(Item key) {
    return key.with("organizationId", organizationId).with("projectId", projectId);
  }
}
