package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CuSizeTest {
  @Test
  void theSmallSizesAreAsDocumented() {
    assertThat(IntStream.rangeClosed(-1, 72).filter(CuSize::isOffered))
        .containsExactly(1, 2, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 72);
  }

  @ParameterizedTest
  @CsvSource({
    "76,false",
    "80,true",
    "256,true",
    "264,false",
    "272,true",
    "1024,true",
    "1040,false"
  })
  void theLargeSizesGrowInSteps(int cuSize, boolean offered) {
    assertThat(CuSize.isOffered(cuSize)).isEqualTo(offered);
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,2", "4,4", "8,4", "12,8", "64,8", "72,16", "1024,16"})
  void shardsAreLimitedBySize(int cuSize, int limit) {
    assertThat(CuSize.shardLimit(cuSize)).isEqualTo(limit);
  }
}
