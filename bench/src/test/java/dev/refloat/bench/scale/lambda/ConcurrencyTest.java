package dev.refloat.bench.scale.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  private static long begun(Concurrency concurrency, String function, int calls, long now) {
    return IntStream.range(0, calls)
        .filter(i -> concurrency.begin(function, true, NONE, now))
        .count();
  }

  @Test
  void theAccountHasALimit() {
    var concurrency = new Concurrency(1_000);
    assertThat(begun(concurrency, "copy", 900, 0)).isEqualTo(900);
    assertThat(begun(concurrency, "plan", 200, 0)).isEqualTo(100);
    assertThat(concurrency.refused()).isEqualTo(100);
    concurrency.end("copy");
    assertThat(begun(concurrency, "plan", 2, 0)).isEqualTo(1);
    assertThat(concurrency.peak()).isEqualTo(1_000);
  }

  @Test
  void aFunctionGetsAThousandNewEnvironmentsInTenSeconds() {
    var concurrency = new Concurrency(5_000);
    assertThat(begun(concurrency, "copy", 1_500, 0)).isEqualTo(1_000);
    assertThat(begun(concurrency, "copy", 1_500, 1_000)).isEqualTo(100);
    assertThat(begun(concurrency, "copy", 1_500, 60_000)).isEqualTo(1_000);
  }

  @Test
  void eachFunctionHasARampOfItsOwnAndIdleEnvironmentsNeedNone() {
    var concurrency = new Concurrency(5_000);
    assertThat(begun(concurrency, "copy", 1_000, 0)).isEqualTo(1_000);
    assertThat(begun(concurrency, "verify", 1_000, 0)).isEqualTo(1_000);
    assertThat(concurrency.begin("copy", true, NONE, 0)).isFalse();
    assertThat(concurrency.begin("copy", false, NONE, 0)).isTrue();
  }

  @Test
  void whatIsReservedIsALimitToo() {
    var concurrency = new Concurrency(1_000);
    assertThat(concurrency.begin("copy", true, OptionalInt.of(1), 0)).isTrue();
    assertThat(concurrency.begin("copy", true, OptionalInt.of(1), 0)).isFalse();
  }
}
