package dev.refloat.access;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes, lists and revokes keys. A key grants nothing that its creator does not have: not the role,
 * not a project, not a cluster, not a day longer.
 */
public final class Keys {
  private final AccessStore store;
  private final Access access;
  private final InstantSource clock;

  public Keys(AccessStore store, InstantSource clock) {
    this.store = store;
    this.access = new Access(store);
    this.clock = clock;
  }

  /**
   * A key that is wanted.
   *
   * @param grants one per project at most; none for an owner, who has all
   * @param expiresAt null for never
   */
  public record Wanted(
      String name,
      String description,
      Role role,
      List<WantedGrant> grants,
      @Nullable Instant expiresAt) {}

  /**
   * What it is to be able to do in a project.
   *
   * @param role one that every project has, or the name of a custom role
   */
  public record WantedGrant(String projectId, String role, Scope scope) {}

  /** The key in clear, for the one answer that shows it. */
  public static KeySecret secret(Operation operation) {
    return KeySecret.of(operation.secret("api-key"));
  }

  /**
   * Makes a key. An order that was carried out before makes nothing.
   *
   * @return its id
   * @throws Refused where it would have what its creator has not, or names what is not there
   */
  public String create(Principal creator, Wanted wanted, Operation operation) {
    String id = operation.apiKeyId();
    if (store.findKey(creator.organizationId(), id).isPresent()) {
      return id;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (wanted.role() != Role.MEMBER || wanted.grants().isEmpty()) {
      access.requireOrganization(creator);
    }
    requireExpiry(creator, wanted.expiresAt(), now);
    List<KeyGrant> grants = wanted.grants().stream().map(grant -> grant(creator, grant)).toList();
    KeySecret secret = secret(operation);
    store.addKey(
        new ApiKey(
            id,
            wanted.name(),
            wanted.description(),
            secret.prefix(),
            id.replaceFirst("key-", "prin-"),
            creator.organizationId(),
            wanted.role(),
            grants,
            creator.apiKeyId(),
            now,
            wanted.expiresAt(),
            ApiKey.State.ACTIVE),
        secret);
    return id;
  }

  private KeyGrant grant(Principal creator, WantedGrant wanted) {
    String projectId = wanted.projectId();
    access.requireProject(creator, projectId, Action.ACCESS_MANAGE);
    boolean within =
        creator.role() == Role.OWNER
            || creator.grant(projectId).filter(g -> g.scope().holds(wanted.scope())).isPresent();
    if (!within) {
      throw new Refused(
          ErrorCode.CLUSTER_OUT_OF_KEY_SCOPE,
          "In project " + projectId + " your key reaches fewer clusters than the new one would.");
    }
    if (ProjectRole.titled(wanted.role()).isPresent()) {
      return new KeyGrant(projectId, wanted.role(), null, wanted.scope());
    }
    CustomRole role =
        store.listRoles(creator.organizationId()).stream()
            .filter(found -> found.name().equals(wanted.role()) && found.isOf(projectId))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.ROLE_NOT_FOUND,
                        "Project "
                            + projectId
                            + " has no role of that name; roles are Admin, Read-Write, Read-Only"
                            + " and those of GET /v2/roles."));
    return new KeyGrant(projectId, role.name(), role.id(), wanted.scope());
  }

  private void requireExpiry(Principal creator, @Nullable Instant wanted, Instant now) {
    if (wanted != null && !wanted.isAfter(now)) {
      throw new Refused(ErrorCode.FIELD_MALFORMED, "expireTime must lie in the future.");
    }
    Instant own =
        store
            .findKey(creator.organizationId(), creator.apiKeyId())
            .map(ApiKey::expiresAt)
            .orElse(null);
    if (own != null && (wanted == null || wanted.isAfter(own))) {
      throw new Refused(
          ErrorCode.FIELD_MALFORMED,
          "expireTime must not be later than that of your own key, " + own + ".");
    }
  }

  /** Those keys that the caller may see, newest first: its own, and those that it may revoke. */
  public List<ApiKey> list(Principal caller) {
    return store.listKeys(caller.organizationId()).stream()
        .filter(key -> maySee(caller, key))
        .sorted(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id).reversed())
        .toList();
  }

  /** When the keys of the caller's organization were last used, by id; absent: never. */
  public Map<String, Instant> lastUses(Principal caller) {
    return store.lastUses(caller.organizationId());
  }

  /**
   * One of those.
   *
   * @throws Refused 96125 where there is none, or the caller may not see it
   */
  public ApiKey find(Principal caller, String apiKeyId) {
    return Optional.of(apiKeyId)
        .filter(Ids::mayBeOne)
        .flatMap(id -> store.findKey(caller.organizationId(), id))
        .filter(key -> maySee(caller, key))
        .orElseThrow(absent(apiKeyId));
  }

  /**
   * Revokes a key, for ever. Doing it again changes nothing.
   *
   * @throws Refused 96125 no such key, 96128 no other owner's key would be left
   */
  public void revoke(Principal caller, String apiKeyId) {
    ApiKey key = find(caller, apiKeyId);
    while (key.state() == ApiKey.State.ACTIVE) {
      Optional<ApiKey> owner = anotherOwner(key);
      if (key.role() == Role.OWNER && owner.isEmpty()) {
        throw new Refused(
            ErrorCode.LAST_OWNER_KEY,
            "No other owner's key without an end would be left; make one first.");
      }
      store.revokeKey(key, owner);
      key = store.findKey(caller.organizationId(), apiKeyId).orElseThrow(absent(apiKeyId));
    }
  }

  private static boolean maySee(Principal caller, ApiKey key) {
    return key.id().equals(caller.apiKeyId()) || mayRevoke(caller, key);
  }

  private Optional<ApiKey> anotherOwner(ApiKey key) {
    return key.role() != Role.OWNER
        ? Optional.empty()
        : store.listKeys(key.organizationId()).stream()
            .filter(other -> !other.id().equals(key.id()) && other.role() == Role.OWNER)
            .filter(other -> other.expiresAt() == null && other.isValid(clock.instant()))
            .findFirst();
  }

  /** An owner any; the admin of projects those that reach into no other project. */
  private static boolean mayRevoke(Principal caller, ApiKey key) {
    String organization = key.organizationId();
    return Access.allows(
            caller, Action.ORGANIZATION_MANAGE, new Resource.Organization(organization))
        || (key.role() == Role.MEMBER
            && !key.grants().isEmpty()
            && key.grants().stream()
                .allMatch(
                    grant ->
                        Access.allows(
                            caller,
                            Action.ACCESS_MANAGE,
                            new Resource.Project(organization, grant.projectId()))));
  }

  private static Supplier<Refused> absent(String apiKeyId) {
    return () ->
        new Refused(ErrorCode.API_KEY_NOT_FOUND, "API key " + apiKeyId + " does not exist.");
  }
}
