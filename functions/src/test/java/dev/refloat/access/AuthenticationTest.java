package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  private static FirstKey.Made made;
  private static Authentication authentication;

  @BeforeAll
  static void makeAKey() {
    var store = new AccessStore(EmbeddedAws.newTable());
    made = new FirstKey(store, () -> EmbeddedAws.OWNER_KEY, CLOCK).make();
    authentication = new Authentication(store, CLOCK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER %s", "Bearer   %s", " Bearer %s "})
  void theSchemeIsReadInAnyCase(String header) {
    assertThat(authenticate(header.formatted("rfl_" + EmbeddedAws.OWNER_KEY)))
        .hasValueSatisfying(
            principal -> {
              assertThat(principal.organizationId()).isEqualTo(made.organizationId());
              assertThat(principal.apiKeyId()).startsWith("key-");
              assertThat(principal.role()).isEqualTo(Role.OWNER);
              assertThat(principal.id()).startsWith("prin-");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "%s",
        "Basic %s",
        "Bearer%s",
        "Bearer %s x",
        "Bearer %s,Bearer %s"
      })
  void aMalformedHeaderIsNobody(String header) {
    assertThat(authenticate(header.replace("%s", String.valueOf("rfl_" + EmbeddedAws.OWNER_KEY))))
        .isEmpty();
  }

  @Test
  void aKeyThatWasNeverMadeIsNobody() {
    assertThat(authenticate("Bearer " + KeySecret.random().reveal())).isEmpty();
  }

  @Test
  void noHeaderIsNobody() {
    assertThat(authentication.authenticate(Optional.empty())).isEmpty();
  }

  private static Optional<Principal> authenticate(String header) {
    return authentication.authenticate(Optional.of(header));
  }
}
