package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class PasswordTest {
  @RepeatedTest(20)
  void hasEveryKindOfCharacterAndNoTwoAreEqual() {
    String text = Password.random().text();
    assertThat(text).hasSize(28).containsPattern("[A-Za-z]").containsPattern("[0-9]");
    assertThat(text).containsPattern("[!@#%^*=+_-]");
    assertThat(Stream.generate(Password::random).limit(50).map(Password::text))
        .doesNotHaveDuplicates();
  }

  @Test
  void isNotPrinted() {
    Password password = Password.random();
    assertThat(password.toString()).doesNotContain(password.text());
    assertThat(password.hash()).hasSize(64).doesNotContain(password.text());
  }
}
