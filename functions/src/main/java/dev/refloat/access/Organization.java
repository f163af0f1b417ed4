package dev.refloat.access;

import dev.refloat.platform.Item;
import java.time.Instant;

/** Owns projects and keys; nothing is shared between two of them. */
public record Organization(String id, String name, Instant createdAt) {
  Item fill(Item key) {
    return key.with("organizationId", id).with("name", name).with("createdAt", createdAt);
  }
}
