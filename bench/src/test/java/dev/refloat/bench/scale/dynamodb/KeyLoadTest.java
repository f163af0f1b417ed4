package dev.refloat.bench.scale.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeyLoadTest {
  private final KeyLoad load = new KeyLoad();

  private int written(int requests, double units, long now) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      if (load.admit(true, now)) {
        load.take(true, units, now);
        admitted++;
      }
    }
    return admitted;
  }

  @Test
  void aKeyTakesAThousandWriteUnitsASecond() {
    assertThat(written(1_500, 1, 0)).isEqualTo(1_000);
    assertThat(written(1_500, 1, 500)).isEqualTo(500);
    assertThat(load.peak()).isEqualTo(1_500);
  }

  @Test
  void aTransactionTakesMore() {
    assertThat(written(1_500, 4, 0)).isEqualTo(250);
  }

  @Test
  void whatWasTakenTooMuchIsPaidBackFirst() {
    assertThat(written(1, 3_000, 0)).isEqualTo(1);
    assertThat(written(1, 1, 1_999)).isZero();
    assertThat(written(1, 1, 2_001)).isEqualTo(1);
  }

  @Test
  void readsHaveALimitOfTheirOwn() {
    assertThat(written(1_000, 1, 0)).isEqualTo(1_000);
    for (int i = 0; i < 3_000; i++) {
      assertThat(load.admit(false, 0)).isTrue();
      load.take(false, 1, 0);
    }
    assertThat(load.admit(false, 0)).isFalse();
  }
}
