package dev.refloat.access;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Looks up what a caller was granted, with what its roles allow now. It is read for each call, so
 * that a key that was revoked, or a role that was deleted, ends with the next call even if somebody
 * remembers who the caller is.
 */
public final class Grants implements UnaryOperator<Principal> {
  private final AccessStore store;
  private final InstantSource clock;

  public Grants(AccessStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The caller with its grants.
   *
   * @throws Refused 21119 where the key is no longer valid
   */
  @Override
  public Principal apply(Principal caller) {
    ApiKey key =
        store
            .findKey(caller.organizationId(), caller.apiKeyId())
            .filter(found -> found.isValid(clock.instant()))
            .orElseThrow(() -> new Refused(ErrorCode.KEY_ILLEGAL, "The apikey is illegal."));
    return new Principal(
        caller.id(),
        caller.organizationId(),
        key.role(),
        caller.apiKeyId(),
        key.grants().stream().map(grant -> grant(key, grant)).toList());
  }

  private Grant grant(ApiKey key, KeyGrant kept) {
    return new Grant(kept.projectId(), kept.role(), entitlement(key, kept), kept.scope());
  }

  private Entitlement entitlement(ApiKey key, KeyGrant kept) {
    if (kept.roleId() == null) {
      return ProjectRole.titled(kept.role())
          .orElseThrow(() -> new IllegalStateException("A grant has a role that no project has"));
    }
    return store
        .findRole(key.organizationId(), kept.roleId())
        .<Entitlement>map(role -> role)
        .orElseGet(Entitlement.None::new);
  }
}
