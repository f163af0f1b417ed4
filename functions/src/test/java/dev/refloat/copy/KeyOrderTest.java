package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyOrderTest {
  private static final String[] PIECES = {"", "a", "b", "/", "0", "é", "퟿", "\ue000", "￿", "𝄞"};

  @Test
  void isThatOfTheBytesOfUtf8() {
    var random = new Random(20260101);
    for (int run = 0; run < 10_000; run++) {
      String left = text(random);
      String right = text(random);
      int bytes =
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(KeyOrder.UTF_8.compare(left, right)))
          .as("%s and %s", left, right)
          .isEqualTo(Integer.signum(bytes));
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
