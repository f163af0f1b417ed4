package dev.refloat.access;

import dev.refloat.platform.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first organization, its default project and its owner's key, once.
 *
 * <p>All is written by one transaction: a crash before it leaves nothing and the next call makes
 * everything; a crash after it loses only the answer, and with it the key, which nobody else holds
 * either.
 */
public final class FirstKey {
  private final AccessStore store;
  private final InstantSource clock;

  public FirstKey(AccessStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What was made, or was there already.
   *
   * @param apiKey in clear; it and {@code apiKeyId} are null where the installation existed already
   */
  public record Made(
      String organizationId, String projectId, @Nullable String apiKeyId, @Nullable String apiKey) {
    /** Without the key: this text may reach a log. */
    @Override
    public String toString() {
      return "Made[organizationId=" + organizationId + ", apiKeyId=" + apiKeyId + "]";
    }
  }

  public Made make() {
    return found().or(this::install).or(this::found).orElseThrow();
  }

  private Optional<Made> found() {
    return store
        .findInstallation()
        .map(found -> new Made(found.organizationId(), found.projectId(), null, null));
  }

  /** Empty where another first call came first. */
  private Optional<Made> install() {
    Instant now = clock.instant();
    var secret = KeySecret.random();
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
        ? Optional.of(new Made(organization.id(), project.id(), key.id(), secret.reveal()))
        : Optional.empty();
  }
}
