package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimesTest {
  private static Times seconds(long... seconds) {
    List<Duration> all = Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    return new Times(all, all);
  }

  @Test
  void theMedianIsTheOneInTheMiddle() {
    assertThat(seconds(9, 1, 2).median()).isEqualTo(Duration.ofSeconds(2));
    assertThat(seconds(9, 1, 2, 3).median()).isEqualTo(Duration.ofMillis(2500));
    assertThat(seconds(9, 1, 2).least()).isEqualTo(Duration.ofSeconds(1));
    assertThat(seconds(9, 1, 2).most()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void aRatioAboveOneMeansThatTheOtherIsFaster() {
    assertThat(seconds(3, 3, 9).ratioTo(seconds(2, 2, 0))).isEqualTo(1.5);
  }

  @Test
  void aRunWithoutATimeIsNoRun() {
    assertThatThrownBy(TimesTest::seconds).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Times(List.of(Duration.ZERO), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
