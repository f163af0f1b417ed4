package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CpuTimeTest {
  @Test
  void theTimeOfProgramsIsFoundBehindANameWithSpacesAndBrackets() {
    String stat =
        "42 (a) b (c) S 1 42 42 0 -1 4194560 100 200 0 0 11 12 300 45 20 0 30 0 1000 123 45";

    assertThat(Duration.ofNanos(CpuTime.children(stat))).isEqualTo(Duration.ofMillis(3450));
  }

  @Test
  void workTakesTime() throws Exception {
    Duration before = CpuTime.now();
    double sum = 0;
    while (CpuTime.now().minus(before).toMillis() < 20) {
      sum += Math.sin(sum);
    }
    assertThat(CpuTime.now()).isGreaterThan(before);
  }
}
