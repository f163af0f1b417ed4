package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySecretTest {
  @Test
  void aRandomOneIsReadBack() {
    KeySecret secret = KeySecret.random();

    assertThat(KeySecret.parse(secret.reveal()))
        .hasValueSatisfying(
            parsed -> {
              assertThat(parsed.reveal()).isEqualTo(secret.reveal());
              assertThat(parsed.hash()).isEqualTo(secret.hash());
            });
  }

  @Test
  void noTwoAreEqual() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(KeySecret.random().reveal())).isTrue();
    }
  }

  @Test
  void theHashIsSha256OfTheWholeKey() {
    // printf rfl_AAAA…A (43 times A) | sha256sum
    String text = "rfl_" + "A".repeat(43);

    assertThat(KeySecret.parse(text).orElseThrow().hash())
        .isEqualTo("5d729c0acb45d8e442f565ec3f80fa9002cf2e9ee261c2535501bb71a1bc186d");
  }

  @Test
  void itsTextShowsThePrefixOnly() {
    KeySecret secret = KeySecret.random();

    assertThat(secret.toString()).isEqualTo(secret.prefix() + "…");
    assertThat(secret.prefix()).hasSize(8).isEqualTo(secret.reveal().substring(0, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rfl_",
        "rfl_AAAA",
        "abc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "rfl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "rfl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
        "rfl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
      })
  void whatCannotBeAKeyIsNone(String text) {
    assertThat(KeySecret.parse(text)).isEmpty();
  }
}
