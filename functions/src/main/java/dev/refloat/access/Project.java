package dev.refloat.access;

import dev.refloat.platform.Item;
import java.time.Instant;

/** A project of an organization: clusters, backups and jobs belong to one. */
public record Project(String organizationId, String id, String name, Instant createdAt) {
  static Project of(Item item) {
    return new Project(
        item.text("organizationId"),
        item.text("projectId"),
        item.text("name"),
        item.instant("createdAt"));
  }

  Item fill(Item key) {
    return key.with("organizationId", organizationId)
        .with("projectId", id)
        .with("name", name)
        .with("createdAt", createdAt);
  }

  Resource.Project asResource() {
    return new Resource.Project(organizationId, id);
  }
}
