package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.testing.EmbeddedAws;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.NotFoundException;

final class KeyedHashTest {
  private final Map<String, String> environment = new HashMap<>(EmbeddedAws.newEnvironment());

  private KeyedHash keyedHash() {
    var settings = new Settings(environment);
    return new KeyedHash(new Clients(settings));
  }

  @Test
  void theSameTextHasTheSameHashAndAnotherHasAnother() {
    byte[] hash = keyedHash().apply("text");

    assertThat(hash).hasSize(32);
    assertThat(keyedHash().apply("text")).isEqualTo(hash);
    assertThat(keyedHash().apply("other")).isNotEqualTo(hash);
  }

  @Test
  void withoutAKeyItFailsWhenAHashIsAskedForAndNotBefore() {
    environment.remove("MAC_KEY_ID");
    KeyedHash keyedHash = keyedHash();

    assertThatThrownBy(() -> keyedHash.apply("text")).hasMessageContaining("MAC_KEY_ID");
  }

  @Test
  void aKeyThatIsGoneIsNoSilentlyOtherHash() {
    environment.put("MAC_KEY_ID", "gone");

    assertThatThrownBy(() -> keyedHash().apply("text")).isInstanceOf(NotFoundException.class);
  }
}
