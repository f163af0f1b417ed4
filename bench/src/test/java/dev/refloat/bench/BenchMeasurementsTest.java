package dev.refloat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.planner.PlanCost;
import dev.refloat.bench.report.Report;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured beside the cases; apart from them, so that both run at once. */
final class BenchMeasurementsTest {
  @TempDir private Path data;

  private Report run(String... words) throws Exception {
    return TinyBench.run(data, new ByteArrayOutputStream(), words);
  }

  @Test
  void theHeapIsThatOfAJvmThatCopiedWholeObjectsAndRanges() throws Exception {
    Report report = run("--cases", "heap", "--scale", "0.02");

    assertThat(report.heaps())
        .extracting("batch")
        .containsExactly("10 objects", "10 ranges of one object");
    assertThat(report.heaps())
        .allSatisfy(
            heap -> {
              assertThat(heap.peak().limit()).isLessThanOrEqualTo(192L << 20);
              assertThat(heap.peak().used()).isBetween(1L << 20, heap.peak().limit());
            });
    assertThat(report.markdown()).contains("## Heap of the copy function");
  }

  @Test
  void thePlanIsOfAllObjectsOfABackupThatNobodyWrote() throws Exception {
    Report report = run("--cases", "planner", "--scale", "0.0013");

    PlanCost cost = report.plan().orElseThrow();
    assertThat(cost.objects()).isEqualTo(13_000);
    assertThat(cost.lists()).isBetween(13L, 18L);
    assertThat(cost.written()).isGreaterThan(13_000 * 300L);
    assertThat(cost.processor()).isPositive();
    assertThat(cost.heap().limit()).isLessThanOrEqualTo(1L << 30);
    assertThat(report.failures()).isEmpty();
    assertThat(report.markdown()).contains("| 13,000 ");
  }
}
