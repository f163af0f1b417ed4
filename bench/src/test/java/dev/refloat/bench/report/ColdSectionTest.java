package dev.refloat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.cold.ColdStarts;
import dev.refloat.bench.cold.Start;
import dev.refloat.bench.cold.StartTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ColdSectionTest {
  private static final String REST = "# Benchmarks\n\n## Heap\n\nheap\n\n";
  private static final String LAST = "## Again\n\nagain\n";

  private static List<StartTime> times(int... millis) {
    return java.util.Arrays.stream(millis)
        .mapToObj(time -> new StartTime(Duration.ofMillis(time), Duration.ofMillis(time / 2)))
        .toList();
  }

  private static Report report(int cached) {
    Map<Start, List<StartTime>> times = new EnumMap<>(Start.class);
    for (Start start : Start.values()) {
      times.put(start, times(500, 400, 600));
    }
    times.put(Start.PLAIN, times(3000, 1000, 9000));
    times.put(Start.CACHED, times(cached, cached, cached));
    return new Report(
        LocalDate.of(2026, 11, 27),
        "./refloat bench --cold-start",
        false,
        Map.of("processor", "fast", "JDK", "25"),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(
            new ColdStarts("F", times, Map.of(Start.ON_DEMAND, "-XX:X"), "one processor", 0.25)));
  }

  @Test
  void theMedianCountsAndIsComparedWithThatOfAPlainStart() {
    assertThat(report(960).sectionsIn(REST + LAST))
        .startsWith(REST + "## Cold start\n")
        .endsWith(LAST)
        .contains(
            "| plain                   | 3,000 ms | 100 %    | 1,000 ms | 9,000 ms | 1,500 ms  | 100 %    |")
        .contains(
            "| with an AOT cache       | 960 ms   | 32 %     | 960 ms   | 960 ms   | 480 ms    | 32 %     |")
        .contains("`-XX:X`")
        .contains("Median of 3 rounds")
        .contains("on fast with 25; the load of the machine was 0.3 before");
  }

  @Test
  void aCacheThatIsNotWorthItsMakingIsAFailure() {
    assertThat(report(990).failures()).isEmpty();
    assertThat(report(1200).failures())
        .containsExactly("cold start: with an AOT cache 40 % of a plain start, above 33 %");
    assertThat(report(1200).markdown()).contains("**exceeded**");
  }

  @Test
  void takesThePlaceOfAnEarlierOne() {
    String document = report(960).sectionsIn(REST + LAST);

    assertThat(report(900).sectionsIn(document)).isEqualTo(report(900).sectionsIn(REST + LAST));
  }
}
