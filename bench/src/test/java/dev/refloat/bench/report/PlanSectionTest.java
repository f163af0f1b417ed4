package dev.refloat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.heap.HeapPeak;
import dev.refloat.bench.planner.PlanCost;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanSectionTest {
  private static final String REST = "# Benchmarks\n\n## Heap\n\nheap\n\n";
  private static final String LAST = "## Again\n\nagain\n";

  private static Report report(int seconds, long used) {
    var heap = new HeapPeak(1L << 30, used, 400L << 20, 50);
    var cost =
        new PlanCost(
            10_000_000,
            12_000,
            6L << 30,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(200),
            heap,
            "-Xmx1g");
    return new Report(
        LocalDate.of(2026, 11, 26),
        "./refloat bench --cases planner",
        false,
        Map.of("processor", "fast"),
        Map.of(),
        List.of(),
        List.of(),
        Optional.of(cost),
        Optional.empty());
  }

  @Test
  void standsBeforeTheLastSectionOfADocumentThatHasNone() {
    String document = report(100, 900L << 20).sectionsIn(REST + LAST);

    assertThat(document).startsWith(REST + "## Planning ten million objects\n").endsWith(LAST);
    assertThat(document).contains("| 10,000,000 ").contains("| 100.0 s ").contains("fast");
  }

  @Test
  void takesThePlaceOfAnEarlierOne() {
    String document = report(100, 900L << 20).sectionsIn(REST + LAST);

    String again = report(120, 900L << 20).sectionsIn(document);

    assertThat(again).isEqualTo(report(120, 900L << 20).sectionsIn(REST + LAST));
    assertThat(again).contains("| 120.0 s ").doesNotContain("| 100.0 s ");
  }

  @Test
  void whatReachesABoundIsAFailure() {
    assertThat(report(179, (1L << 30) - 1).failures()).isEmpty();
    assertThat(report(180, 1L << 30).failures())
        .containsExactly("planner: 180.0 s of processor time", "planner: 1024 MiB of heap");
    assertThat(report(180, 1L << 30).markdown()).contains("**exceeded**");
  }
}
