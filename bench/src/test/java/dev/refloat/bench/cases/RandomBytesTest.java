package dev.refloat.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RandomBytesTest {
  @Test
  void noTwoAreEqualAndNoneHasAHole() {
    var bytes = new RandomBytes();
    int length = (5 << 20) + 1;
    byte[] first = bytes.next(length);

    assertThat(first).hasSize(length).isNotEqualTo(bytes.next(length));
    for (int at = 0; at + 4096 <= length; at += 4096) {
      boolean empty = true;
      for (int i = at; i < at + 4096; i++) {
        empty &= first[i] == 0;
      }
      assertThat(empty).as("bytes from %d", at).isFalse();
    }
  }
}
