package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class KeyUseTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Principal CALLER = new Principal("prin-1", "org-1", Role.OWNER, "key-1");
  private static final Principal OTHER = new Principal("prin-2", "org-1", Role.OWNER, "key-2");

  private final AccessStore store = new AccessStore(EmbeddedAws.newTable());

  @Test
  void aKeyMayCallSoManyTimesInAMinute() {
    var use = new KeyUse(store, 3);

    for (int i = 0; i < 3; i++) {
      assertThat(use.mayCall(CALLER, NOW.plusSeconds(i))).isTrue();
    }
    assertThat(use.mayCall(CALLER, NOW.plusSeconds(59))).isFalse();
    assertThat(use.mayCall(OTHER, NOW.plusSeconds(59))).as("another key").isTrue();
    assertThat(use.mayCall(CALLER, NOW.plusSeconds(60))).as("the next minute").isTrue();
  }

  @Test
  void withoutALimitCallsAreOnlyNoted() {
    var use = new KeyUse(store, 0);

    for (int i = 0; i < 10; i++) {
      assertThat(use.mayCall(CALLER, NOW)).isTrue();
    }
    assertThat(store.lastUses("org-1")).containsOnlyKeys("key-1").containsEntry("key-1", NOW);
  }
}
