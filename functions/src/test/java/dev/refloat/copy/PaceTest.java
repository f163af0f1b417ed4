package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void aRequestTakesItsTimeAndThatOfItsBytes() {
    var pace = new Pace(0.1, 1_000);
    assertThat(pace.of(2, 500)).isEqualTo(Duration.ofMillis(700));
    assertThat(pace.seconds(0, 0)).isZero();
  }
}
