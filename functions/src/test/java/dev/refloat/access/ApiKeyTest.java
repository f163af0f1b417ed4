package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Item;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void anActiveKeyIsItsPrincipal() {
    assertThat(key(null, ApiKey.State.ACTIVE).isValid(NOW)).isTrue();
    assertThat(key(null, ApiKey.State.ACTIVE).principal())
        .isEqualTo(new Principal("prin-1", "org-1", Role.MEMBER, "key-1"));
  }

  @Test
  void aRevokedKeyIsNobody() {
    assertThat(key(null, ApiKey.State.REVOKED).isValid(NOW)).isFalse();
  }

  @Test
  void aKeyEndsAtItsExpiry() {
    assertThat(key(NOW.plusMillis(1), ApiKey.State.ACTIVE).isValid(NOW)).isTrue();
    assertThat(key(NOW, ApiKey.State.ACTIVE).isValid(NOW)).isFalse();
    assertThat(key(NOW.minusMillis(1), ApiKey.State.ACTIVE).isValid(NOW)).isFalse();
  }

  @Test
  void itsItemIsReadBackWithAndWithoutExpiry() {
    for (ApiKey key :
        new ApiKey[] {key(null, ApiKey.State.REVOKED), key(NOW, ApiKey.State.ACTIVE)}) {
      assertThat(ApiKey.of(key.fill(Item.key("pk", "sk")))).isEqualTo(key);
    }
  }

  private static ApiKey key(@Nullable Instant expiresAt, ApiKey.State state) {
    return new ApiKey(
        "key-1",
        "a key",
        "for tests",
        "rfl_AAAA",
        "prin-1",
        "org-1",
        Role.MEMBER,
        List.of(
            new KeyGrant("proj-1234", "Admin", null, Scope.ALL),
            new KeyGrant("proj-5678", "keeper", "role-1", new Scope(false, Set.of("in01-abcd")))),
        "key-0",
        NOW,
        expiresAt,
        state);
  }
}
