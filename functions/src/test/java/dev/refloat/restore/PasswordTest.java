package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class PasswordTest {
  private static Password random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Password.of(secret);
  }

  @RepeatedTest(20)
  void hasEveryKindOfCharacterAndNoTwoAreEqual() {
    String text = random().text();
    assertThat(text).hasSize(28).containsPattern("[A-Za-z]").containsPattern("[0-9]");
    assertThat(text).containsPattern("[!@#%^*=+_-]");
    assertThat(Stream.generate(PasswordTest::random).limit(50).map(Password::text))
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameSecretGivesTheSamePassword() {
    byte[] secret = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    assertThat(Password.of(secret).text()).isEqualTo(Password.of(secret).text());
  }

  @Test
  void isNotPrinted() {
    Password password = random();
    assertThat(password.toString()).doesNotContain(password.text());
    assertThat(password.hash()).hasSize(64).doesNotContain(password.text());
  }
}
