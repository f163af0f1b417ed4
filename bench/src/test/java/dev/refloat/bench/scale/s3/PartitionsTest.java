package dev.refloat.bench.scale.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PartitionsTest {
  private static final long MINUTE = 60_000;

  private static final int NEEDED = 3;
  private static final List<String> KEYS =
      IntStream.range(0, 1_000).mapToObj("key-%05d"::formatted).toList();

  private final Partitions partitions = new Partitions(Duration.ofMinutes(NEEDED));

  private long admitted(int requests, boolean isWrite, long now) {
    return IntStream.range(0, requests)
        .filter(i -> partitions.admit(KEYS.get(i % KEYS.size()), isWrite, now))
        .count();
  }

  @Test
  void aPartitionTakesItsRateAndRefusesTheRest() {
    assertThat(admitted(5_000, true, 0)).isEqualTo(3_500);
    assertThat(partitions.refused()).isEqualTo(1_500);
    assertThat(admitted(5_000, true, 500)).isEqualTo(1_750);
    assertThat(admitted(5_000, true, 1_500)).isEqualTo(3_500);
  }

  @Test
  void readsHaveARateOfTheirOwn() {
    assertThat(admitted(4_000, true, 0)).isEqualTo(3_500);
    assertThat(admitted(6_000, false, 0)).isEqualTo(5_500);
    assertThat(partitions.peak()).isEqualTo(9_000);
  }

  /** Asks for 4,000 a second from a minute to another. */
  private void load(long fromMinute, long toMinute) {
    for (long second = fromMinute * 60; second < toMinute * 60; second++) {
      admitted(4_000, true, second * 1_000);
    }
  }

  @Test
  void aPartitionSplitsOnlyUnderLoadThatLasts() {
    load(0, NEEDED);
    assertThat(partitions.count()).isEqualTo(1);
    admitted(1, true, NEEDED * MINUTE);
    assertThat(partitions.count()).isEqualTo(2);
  }

  @Test
  void aPauseBeginsTheLoadAnew() {
    load(0, NEEDED - 1);
    load(NEEDED, 2 * NEEDED - 1);
    admitted(1, true, (2 * NEEDED - 1) * MINUTE);
    assertThat(partitions.count()).isEqualTo(1);
  }

  @Test
  void bothHalvesTakeTheWholeRate() {
    load(0, NEEDED);
    assertThat(admitted(10_000, true, NEEDED * MINUTE)).isBetween(7_000L, 7_001L);
  }
}
