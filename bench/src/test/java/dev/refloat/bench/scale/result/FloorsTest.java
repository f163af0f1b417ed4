package dev.refloat.bench.scale.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.refloat.bench.scale.Scenario;
import dev.refloat.bench.scale.s3.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FloorsTest {
  static Seen seen(long copies, double copySeconds, Map<String, Long> states) {
    return new Seen(
        new Scenario("a", "some", 2, 50, 10, 1_000),
        60_000,
        new S3Use(Map.of(Kind.COPY, copies), Map.of(), Map.of(), Map.of(), copySeconds),
        new DynamoUse(1, 1, 0, 0, 1_001),
        new LambdaUse(1, 1, 1, 0, Map.of(), 1, 0, 0),
        64,
        new History(9, 1, 1, 1, 1, 1, states, Map.of("Collections", 40L, "Copy", 100L)));
  }

  @Test
  void theFloorOfTheCostIsACopyOfEachObjectAndTwoListsPerThousand() {
    assertThat(Floors.of(seen(1_000, 1, Map.of("CopyBatch", 4L))).cost())
        .isCloseTo(1_002 * 5e-6, within(1e-12));
  }

  @Test
  void theFloorOfTheRateKnowsThatPartitionsSplit() {
    assertThat(Floors.rateSeconds(3_500)).isEqualTo(1);
    assertThat(Floors.rateSeconds(3_500 * 1_800)).isEqualTo(1_800);
    assertThat(Floors.rateSeconds(3_500 * 1_800 + 7_000)).isEqualTo(1_801);
    assertThat(Floors.rateSeconds(3_500 * 1_800 * 3 + 14_000)).isEqualTo(3_601);
  }

  @Test
  void theFloorOfConcurrencyIsThatOfThePlanAndTheSettings() {
    Floors few = Floors.of(seen(1_000, 640, Map.of("CopyBatch", 4L)));
    assertThat(few.functions()).isEqualTo(4);
    assertThat(few.inFlight()).isEqualTo(64);
    assertThat(few.concurrencySeconds()).isEqualTo(640.0 / (4 * 64));
    Floors many = Floors.of(seen(1_000, 640, Map.of("CopyBatch", 500L)));
    assertThat(many.functions()).isEqualTo(200);
    assertThat(many.inFlight()).isEqualTo(2);
  }
}
