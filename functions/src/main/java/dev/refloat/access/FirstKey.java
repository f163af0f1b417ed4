package dev.refloat.access;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the first organization, its default project and its owner's key, once. The key is not made
 * here: it is in a secret, and here its hash is written.
 *
 * <p>All is written by one transaction: a crash before it leaves nothing and the next call makes
 * everything; a crash after it loses only the answer, and the next call gives the same.
 */
public final class FirstKey {
  private final AccessStore store;
  private final Supplier<String> ownerKey;
  private final InstantSource clock;

  /**
   * The use case.
   *
   * @param ownerKey all of the key but {@code rfl_}: 43 characters that nobody can guess
   */
  public FirstKey(AccessStore store, Supplier<String> ownerKey, InstantSource clock) {
    this.store = store;
    this.ownerKey = ownerKey;
    this.clock = clock;
  }

  /** What was made, or was there already. */
  public record Made(String organizationId, String projectId) {}

  /**
   * Makes what is missing; again with the same secret it changes nothing.
   *
   * @throws Refused where the secret holds no key, or another one than the installation has
   */
  public Made make() {
    KeySecret secret =
        KeySecret.ofRest(ownerKey.get())
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.INTERNAL,
                        "The secret of the owner's key must hold 43 letters and digits: all of the key"
                            + " but rfl_. Bring its first version back"));
    Made made = found().or(() -> install(secret)).or(this::found).orElseThrow();
    if (store.findKey(secret).isEmpty()) {
      throw new Refused(
          ErrorCode.INTERNAL,
          "The secret of the owner's key holds another key than the one that this installation was"
              + " made with. Bring its first version back, or begin with new tables");
    }
    return made;
  }

  private Optional<Made> found() {
    return store
        .findInstallation()
        .map(found -> new Made(found.organizationId(), found.projectId()));
  }

  /** Empty where another first call came first. */
  private Optional<Made> install(KeySecret secret) {
    Instant now = clock.instant();
    var organization = new Organization(Ids.organization(), "Default Organization", now);
    var project = new Project(organization.id(), Ids.project(), "Default Project", now);
    var key =
        new ApiKey(
            ApiKey.newId(),
            "First key",
            "",
            secret.prefix(),
            ApiKey.newPrincipalId(),
            organization.id(),
            Role.OWNER,
            List.of(),
            "",
            now,
            null,
            ApiKey.State.ACTIVE);
    return store.install(organization, project, key, secret)
        ? Optional.of(new Made(organization.id(), project.id()))
        : Optional.empty();
  }
}
