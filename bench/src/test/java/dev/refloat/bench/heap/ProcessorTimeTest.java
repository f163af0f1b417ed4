package dev.refloat.bench.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {
  @Test
  void isFoundInWhatAProcessWrote() {
    ProcessorTime time = ProcessorTime.ofThisProcess();

    assertThat(time.time()).isPositive();
    assertThat(ProcessorTime.parse("{\"log\":1}\n" + time + "\nmore")).isEqualTo(time);
    assertThatThrownBy(() -> ProcessorTime.parse("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("processor time");
  }
}
