package dev.refloat.access;

import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import java.time.Instant;
import java.util.List;

/** Keys for tests, written as they are kept. */
public final class StoredKeys {
  private StoredKeys() {}

  /** Stores a key and answers who shows it, without its grants. */
  public static Principal add(
      Settings settings, String organizationId, Role role, String id, KeyGrant... grants) {
    KeySecret secret = KeySecret.random();
    var key =
        new ApiKey(
            id,
            id,
            "",
            secret.prefix(),
            id.replace("key-", "prin-"),
            organizationId,
            role,
            List.of(grants),
            "",
            Instant.parse("2026-01-02T03:04:05Z"),
            null,
            ApiKey.State.ACTIVE);
    AccessStore.of(new Clients(settings)).addKey(key, secret);
    return key.principal();
  }
}
