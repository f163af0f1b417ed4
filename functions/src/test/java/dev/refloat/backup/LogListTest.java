package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogListTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "460000000000000001",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "",
        "00",
        "01",
        "-1",
        "+1",
        "1.parquet",
        "\u0661",
        " 1"
      })
  void everyIdComesBackAsItWas(String id) {
    var logs =
        List.of(new LogMeta(100, "5", 6), new LogMeta(-1, id, -7), new LogMeta(101, "8", 1L << 40));

    LogList list = LogList.of(logs);

    assertThat(list).isEqualTo(logs).hasToString(logs.toString()).hasSameHashCodeAs(logs);
    assertThat(list.get(1).logId()).isEqualTo(id);
  }

  @Test
  void anyNumbersComeBackAsTheyWere() {
    var random = new Random(20260101);
    for (int run = 0; run < 2_000; run++) {
      int bits = random.nextInt(64);
      List<LogMeta> logs = new ArrayList<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        String id = Long.toString(random.nextLong() >>> (1 + bits));
        logs.add(new LogMeta(random.nextLong() >> bits, id, random.nextLong() >> bits));
      }

      assertThat(LogList.of(logs)).as("run %d", run).isEqualTo(logs);
    }
  }

  @Test
  void doesNotChangeWithTheListItWasMadeOf() {
    var logs = new ArrayList<>(List.of(new LogMeta(1, "2", 3)));

    LogList list = LogList.of(logs);
    logs.clear();

    assertThat(list).hasSize(1);
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::removeFirst);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(1));
  }

  @Test
  void isNotCopiedAgain() {
    LogList list = LogList.of(List.of(new LogMeta(1, "2", 3)));

    assertThat(LogList.of(list)).isSameAs(list);
    assertThat(LogList.of(List.of())).isEmpty();
  }
}
