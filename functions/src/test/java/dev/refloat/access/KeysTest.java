package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.access.Keys.Wanted;
import dev.refloat.access.Keys.WantedGrant;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class KeysTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private final AccessStore store = new AccessStore(EmbeddedAws.newTable());
  private final Keys keys = new Keys(store, CLOCK);
  private final Grants grants = new Grants(store, CLOCK);
  private final FirstKey.Made first =
      new FirstKey(store, () -> EmbeddedAws.OWNER_KEY, CLOCK).make();
  private final String project = first.projectId();
  private final Principal owner = known(store.listKeys(first.organizationId()).getFirst().id());

  private Principal known(String apiKeyId) {
    return grants.apply(store.findKey(first.organizationId(), apiKeyId).orElseThrow().principal());
  }

  private static Operation order() {
    byte[] secret = new byte[32];
    new java.security.SecureRandom().nextBytes(secret);
    return Operation.begin(_ -> secret);
  }

  private static Wanted wanted(Role role, WantedGrant... grants) {
    return new Wanted("a key", "", role, List.of(grants), null);
  }

  private WantedGrant grant(String role, Scope scope) {
    return new WantedGrant(project, role, scope);
  }

  private Principal make(Principal creator, Wanted wanted) {
    return known(keys.create(creator, wanted, order()));
  }

  private Principal admin() {
    return make(owner, wanted(Role.MEMBER, grant("Admin", Scope.ALL)));
  }

  private static ErrorCode code(ThrowingCallable call) {
    Refused refused = catchThrowableOfType(Refused.class, call);
    assertThat(refused).isNotNull();
    return refused.code();
  }

  @Test
  void aKeyOpensWithItsSecretAndIsNotKeptInClear() {
    Operation operation = order();

    String id = keys.create(owner, wanted(Role.MEMBER, grant("Admin", Scope.ALL)), operation);

    KeySecret secret = Keys.secret(operation);
    Optional<Principal> caller =
        new Authentication(store, CLOCK).authenticate(Optional.of("Bearer " + secret.reveal()));
    assertThat(caller).map(Principal::apiKeyId).contains(id);
    ApiKey kept = store.findKey(first.organizationId(), id).orElseThrow();
    assertThat(kept.toString()).doesNotContain(secret.reveal());
    assertThat(kept.createdBy()).isEqualTo(owner.apiKeyId());
    assertThat(secret.reveal()).startsWith(kept.prefix());
  }

  @Test
  void theSameOrderMakesOneKey() {
    Operation operation = order();
    String id = keys.create(owner, wanted(Role.MEMBER), operation);

    assertThat(keys.create(owner, wanted(Role.MEMBER), operation)).isEqualTo(id);

    assertThat(keys.list(owner)).hasSize(2);
  }

  @Test
  void anAdminMakesKeysOfItsProjectAndNoOthers() {
    Principal admin = admin();

    assertThat(make(admin, wanted(Role.MEMBER, grant("Read-Only", Scope.ALL))).grants())
        .singleElement()
        .satisfies(g -> assertThat(g.entitlement()).isEqualTo(ProjectRole.READ_ONLY));
    assertThat(code(() -> make(admin, wanted(Role.OWNER))))
        .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    assertThat(code(() -> make(admin, wanted(Role.BILLING_ADMIN))))
        .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    assertThat(code(() -> make(admin, wanted(Role.MEMBER))))
        .as("of no project")
        .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    var elsewhere = new Project(first.organizationId(), Ids.project(), "other", NOW);
    store.addProject(elsewhere);
    var reaching = new WantedGrant(elsewhere.id(), "Read-Only", Scope.ALL);
    assertThat(code(() -> make(admin, wanted(Role.MEMBER, reaching))))
        .isEqualTo(ErrorCode.PROJECT_OUT_OF_KEY_SCOPE);
  }

  @Test
  void whoIsNoAdminMakesNone() {
    for (String role : List.of("Read-Write", "Read-Only")) {
      Principal caller = make(owner, wanted(Role.MEMBER, grant(role, Scope.ALL)));
      assertThat(code(() -> make(caller, wanted(Role.MEMBER, grant(role, Scope.ALL)))))
          .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    }
  }

  @Test
  void aScopedAdminGivesNoMoreClustersThanItHas() {
    Principal scoped =
        make(
            owner,
            wanted(
                Role.MEMBER, grant("Admin", new Scope(false, Set.of("in01-aaaa", "in01-bbbb")))));

    make(scoped, wanted(Role.MEMBER, grant("Read-Only", new Scope(false, Set.of("in01-aaaa")))));
    for (Scope wider : List.of(Scope.ALL, new Scope(false, Set.of("in01-aaaa", "in01-cccc")))) {
      assertThat(code(() -> make(scoped, wanted(Role.MEMBER, grant("Read-Only", wider)))))
          .isEqualTo(ErrorCode.CLUSTER_OUT_OF_KEY_SCOPE);
    }
  }

  @Test
  void aKeyDoesNotOutliveItsCreator() {
    Instant end = NOW.plusSeconds(3600);
    var ending = new Wanted("a key", "", Role.MEMBER, List.of(grant("Admin", Scope.ALL)), end);
    Principal creator = make(owner, ending);

    assertThat(code(() -> make(creator, wanted(Role.MEMBER, grant("Admin", Scope.ALL)))))
        .isEqualTo(ErrorCode.FIELD_MALFORMED);
    assertThat(
            code(
                () ->
                    make(
                        creator,
                        new Wanted("a", "", Role.MEMBER, ending.grants(), end.plusMillis(1)))))
        .isEqualTo(ErrorCode.FIELD_MALFORMED);
    assertThat(make(creator, ending)).isNotNull();
    assertThat(code(() -> make(owner, new Wanted("a", "", Role.MEMBER, ending.grants(), NOW))))
        .as("over already")
        .isEqualTo(ErrorCode.FIELD_MALFORMED);
  }

  @Test
  void aRoleThatNobodyMadeIsNotGranted() {
    assertThat(code(() -> make(owner, wanted(Role.MEMBER, grant("keeper", Scope.ALL)))))
        .isEqualTo(ErrorCode.ROLE_NOT_FOUND);
  }

  @Test
  void aRevokedKeyIsNobodyAtOnceEvenWhereItIsRemembered() {
    Principal admin = admin();

    keys.revoke(owner, admin.apiKeyId());
    keys.revoke(owner, admin.apiKeyId());

    assertThat(code(() -> grants.apply(admin))).isEqualTo(ErrorCode.KEY_ILLEGAL);
    assertThat(store.findKey(first.organizationId(), admin.apiKeyId()).orElseThrow().state())
        .isEqualTo(ApiKey.State.REVOKED);
  }

  @Test
  void aCallerSeesItsOwnKeyAndThoseItMayRevoke() {
    Principal admin = admin();
    Principal reader = make(owner, wanted(Role.MEMBER, grant("Read-Only", Scope.ALL)));

    assertThat(keys.list(owner)).hasSize(3);
    assertThat(keys.list(reader)).extracting(ApiKey::id).containsExactly(reader.apiKeyId());
    assertThat(keys.list(admin))
        .extracting(ApiKey::id)
        .containsExactlyInAnyOrder(admin.apiKeyId(), reader.apiKeyId());
    assertThat(code(() -> keys.find(admin, owner.apiKeyId())))
        .isEqualTo(ErrorCode.API_KEY_NOT_FOUND);
    assertThat(code(() -> keys.revoke(admin, owner.apiKeyId())))
        .isEqualTo(ErrorCode.API_KEY_NOT_FOUND);
    keys.revoke(admin, reader.apiKeyId());
  }

  @Test
  void theLastOwnersKeyIsNotRevoked() {
    Instant end = NOW.plusSeconds(3600);
    make(owner, new Wanted("ends", "", Role.OWNER, List.of(), end));

    assertThat(code(() -> keys.revoke(owner, owner.apiKeyId())))
        .isEqualTo(ErrorCode.LAST_OWNER_KEY);
    Principal second = make(owner, wanted(Role.OWNER));
    keys.revoke(owner, owner.apiKeyId());

    assertThat(code(() -> keys.revoke(second, second.apiKeyId())))
        .isEqualTo(ErrorCode.LAST_OWNER_KEY);
  }

  @Test
  void ownersThatRevokeEachOtherLeaveOne() throws Exception {
    List<Principal> owners = new ArrayList<>(List.of(owner));
    for (int i = 0; i < 3; i++) {
      owners.add(make(owner, wanted(Role.OWNER)));
    }
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      String victim = owners.get(i).apiKeyId();
      Principal caller = owners.get((i + 1) % owners.size());
      calls.add(
          () -> {
            keys.revoke(caller, victim);
            return true;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        call.state();
      }
    }

    assertThat(store.listKeys(first.organizationId()))
        .filteredOn(key -> key.state() == ApiKey.State.ACTIVE)
        .hasSize(1);
  }
}
