package dev.refloat.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WorkloadTest {
  @Test
  void whatVariesMoreRunsMoreOften() {
    assertThat(Workload.MEDIUM.rounds(3)).isEqualTo(21);
    assertThat(Workload.SMALL.rounds(3)).isEqualTo(3);
    assertThat(Workload.LARGE.rounds(3)).isEqualTo(9);
  }

  private static final long GIB = 1L << 30;

  @Test
  void theCasesAreThoseThatAreWanted() {
    assertThat(Workload.ALL)
        .extracting(Workload::title)
        .containsExactly("20,000 × 64 KiB", "400 × 16 MiB", "1 × 8 GiB");
    assertThat(Workload.SMALL.bytes()).isEqualTo(20_000L * 65_536);
  }

  @Test
  void aScaleMakesFewerObjectsOfTheSameSizeAndAtLeastOneSegment() {
    assertThat(Workload.SMALL.scaled(0.1).title()).isEqualTo("2,000 × 64 KiB");
    assertThat(Workload.SMALL.scaled(0.000_001).objects()).isEqualTo(80);
  }

  @Test
  void aScaleMakesOneObjectSmaller() {
    assertThat(Workload.LARGE.scaled(0.125)).isEqualTo(new Workload("large", 1, 1, 1, 1, GIB));
  }

  @Test
  void onlyObjectsAboveTheThresholdHaveParts() {
    assertThat(Workload.LARGE.parts(GIB, GIB / 2)).isEqualTo(16);
    assertThat(new Workload("at", 1, 1, 1, 1, GIB).parts(GIB, GIB / 2)).isZero();
    assertThat(new Workload("above", 1, 1, 1, 1, GIB + 1).parts(GIB, GIB / 2)).isEqualTo(3);
  }

  @Test
  void aSegmentThatNoRestoreWouldTakeIsRefused() {
    assertThatThrownBy(() -> new Workload("two fields", 1, 1, 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
