package dev.refloat.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a/", "...", "a/.b", "a\\b", " "})
  void whatIsAPathBelowTheBucketIsKept(String key) {
    assertThat(Keys.refusal(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "a//b", "a//", ".", "..", "a/..", "../a", "./", "a\0b"})
  void whatIsNotAPathBelowTheBucketIsRefused(String key) {
    assertThat(Keys.refusal(key)).isPresent();
  }

  @Test
  void theOrderIsThatOfTheBytes() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    int[] alphabet = {
      'a', 'b', '/', 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x1f600, 0x10ffff
    };
    for (int i = 0; i < 20_000; i++) {
      String a = text(random, alphabet);
      String b = text(random, alphabet);
      int expected =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(Keys.compare(a, b)))
          .as("%s %s", a, b)
          .isEqualTo(Integer.signum(expected));
    }
  }

  private static String text(Random random, int[] alphabet) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
