package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeySampleTest {
  private static KeySample of(IntStream numbers) {
    var sample = new KeySample();
    numbers.forEach(number -> sample.add("k%02d".formatted(number)));
    return sample;
  }

  @Test
  void fewAreAllNamedInTheirOrder() {
    assertThat(of(IntStream.of(3, 1, 2))).hasToString("k01, k02, k03");
  }

  @Test
  void ofManyTheFirstAreNamedWhicheverCameFirst() {
    var sample = of(IntStream.range(0, 25).map(i -> 24 - i));
    assertThat(sample.count()).isEqualTo(25);
    assertThat(sample.toString()).startsWith("k00, k01").endsWith("k19 and 5 more");
  }

  @Test
  void samplesOfPartsAreTheSampleOfTheWhole() {
    var parts = of(IntStream.range(12, 30));
    parts.addAll(of(IntStream.range(0, 12)));
    assertThat(parts).hasToString(of(IntStream.range(0, 30)).toString());
    assertThat(parts.count()).isEqualTo(30);
  }
}
