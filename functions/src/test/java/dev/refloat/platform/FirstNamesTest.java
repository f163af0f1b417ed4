package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FirstNamesTest {
  private static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "n" + i).toList();
  }

  @Test
  void aFewAreNamedAll() {
    assertThat(FirstNames.of(names(1))).isEqualTo("n1");
    assertThat(FirstNames.of(names(10))).endsWith("n9, n10");
  }

  @Test
  void ofManyTheOthersAreCounted() {
    assertThat(FirstNames.of(names(12)))
        .isEqualTo("n1, n2, n3, n4, n5, n6, n7, n8, n9, n10 and 2 more");
  }
}
