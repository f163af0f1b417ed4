package dev.refloat.access;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an API key. The key itself is not here: see {@link KeySecret}.
 *
 * @param prefix the first characters, by which its owner recognises it
 * @param createdBy the key that made it; empty for the first one
 * @param expiresAt null for a key that does not expire
 * @param state whether it was revoked; one that has expired is ACTIVE here
 */
public record ApiKey(
    String id,
    String name,
    String description,
    String prefix,
    String principalId,
    String organizationId,
    Role role,
    List<KeyGrant> grants,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    State state) {
  public ApiKey {
    grants = List.copyOf(grants);
  }

  /** A key is never made active again: who revoked it meant it. */
  public enum State {
    ACTIVE,
    REVOKED
  }

  static ApiKey of(Item item) {
    return new ApiKey(
        item.text("apiKeyId"),
        item.text("name"),
        item.findText("description").orElse(""),
        item.text("prefix"),
        item.text("principalId"),
        item.text("organizationId"),
        Role.valueOf(item.text("role")),
        List.of(Json.read(item.findText("grants").orElse("[]"), KeyGrant[].class)),
        item.findText("createdBy").orElse(""),
        item.instant("createdAt"),
        item.findInstant("expiresAt").orElse(null),
        State.valueOf(item.text("state")));
  }

  Item fill(Item key) {
    return key.with("apiKeyId", id)
        .with("name", name)
        .with("description", description)
        .with("prefix", prefix)
        .with("principalId", principalId)
        .with("organizationId", organizationId)
        .with("role", role.name())
        .with("grants", Json.text(grants))
        .with("createdBy", createdBy)
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

  /** Whether it opens anything at {@code now}. */
  public boolean isValid(Instant now) {
    return state == State.ACTIVE && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Who shows this key, without what it was granted. */
  Principal principal() {
    return new Principal(principalId, organizationId, role, id);
  }
}
