package dev.refloat.access;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an API key. The key itself is not here: see {@link KeySecret}.
 *
 * @param prefix the first characters, by which its owner recognises it
 * @param expiresAt null for a key that does not expire
 */
public record ApiKey(
    String id,
    String name,
    String prefix,
    String principalId,
    String organizationId,
    Role role,
    Instant createdAt,
    @Nullable Instant expiresAt,
    State state) {

  /** A key is never made active again: who revoked it meant it. */
  public enum State {
    ACTIVE,
    REVOKED
  }

  static ApiKey of(Item item) {
    return new ApiKey(
        item.text("apiKeyId"),
        item.text("name"),
        item.text("prefix"),
        item.text("principalId"),
        item.text("organizationId"),
        Role.valueOf(item.text("role")),
        item.instant("createdAt"),
        item.findInstant("expiresAt").orElse(null),
        State.valueOf(item.text("state")));
  }

  Item fill(Item key) {
    return key.with("apiKeyId", id)
        .with("name", name)
        .with("prefix", prefix)
        .with("principalId", principalId)
        .with("organizationId", organizationId)
        .with("role", role.name())
        .with("createdAt", createdAt)
        .with("expiresAt", expiresAt)
        .with("state", state.name());
  }

  static String newId() {
    return "key-" + Ids.random(20);
  }

  static String newPrincipalId() {
    return "prin-" + Ids.random(20);
  }

  /** Who shows this key at {@code now}; empty when it is revoked or its time is over. */
  Optional<Principal> principal(Instant now) {
    boolean expired = expiresAt != null && !now.isBefore(expiresAt);
    return state == State.ACTIVE && !expired
        ? Optional.of(new Principal(principalId, organizationId, role, id))
        : Optional.empty();
  }
}
