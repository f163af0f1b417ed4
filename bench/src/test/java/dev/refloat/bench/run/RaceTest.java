package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

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
}
