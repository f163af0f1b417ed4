package dev.refloat.bench.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class HeapPeakTest {
  @Test
  void itsLineIsFoundAmongOthers() {
    var peak = new HeapPeak(200_000_000, 150_000_000, 20_000_000, 9);

    assertThat(HeapPeak.parse("a log line\n" + peak + "\nanother")).isEqualTo(peak);
  }

  @Test
  void aProcessThatToldNothingIsNotTakenForOneThatTookNothing() {
    assertThatThrownBy(() -> HeapPeak.parse("heap")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWatchSeesWhatIsLiveAndWhatIsGarbage() {
    try (var watch = new HeapWatch()) {
      byte[] live = new byte[8 << 20];
      System.gc();
      HeapPeak peak = watch.peak();
      assertThat(peak.used()).isGreaterThan(live.length);
      assertThat(peak.limit()).isEqualTo(Runtime.getRuntime().maxMemory());
    }
  }
}
