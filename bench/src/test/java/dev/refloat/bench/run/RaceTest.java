package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    Map<String, Integer> seconds = Map.of("a", 10, "b", 4, "c", 12, "d", 13);

    assertThat(
            Race.notFarBehind(
                List.of("a", "b", "c", "d"), who -> Duration.ofSeconds(seconds.get(who))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void whoRunsInThisJvmCopiesBeforeItIsTimedAndTheLastOnceAtLeast() {
    assertThat(Race.untimed(List.of("a", "b"), 15)).containsExactly("a", "a", "a", "a", "a", "b");
    assertThat(Race.untimed(List.of("a", "b"), 1)).containsExactly("b");
  }
}
