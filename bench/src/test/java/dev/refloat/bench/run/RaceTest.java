package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RaceTest {
  @Test
  void eachRoundBeginsWithAnotherAndHasAll() {
    List<String> all = List.of("a", "b", "c");

    assertThat(Race.rotated(all, 0)).containsExactly("a", "b", "c");
    assertThat(Race.rotated(all, 1)).containsExactly("b", "c", "a");
    assertThat(Race.rotated(all, 5)).containsExactly("c", "a", "b");
  }

  @Test
  void whoIsFarBehindIsLeftOutOfFurtherRounds() {
    assertThat(Race.notFarBehind(List.of(10, 4, 12, 13), Duration::ofSeconds))
        .containsExactly(10, 4, 12);
  }

  @Test
  void whoRunsInThisJvmCopiesBeforeItIsTimedAndTheLastOnceAtLeast() {
    assertThat(Race.untimed(List.of("a", "b"), 15)).containsExactly("a", "a", "a", "a", "a", "b");
    assertThat(Race.untimed(List.of("a", "b"), 1)).containsExactly("b");
  }
}
