package dev.refloat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.planner.PlanCost;
import dev.refloat.bench.report.CaseResult;
import dev.refloat.bench.report.Report;
import dev.refloat.bench.run.Peers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command at a tiny scale, without peers. The functions are those of the class path. */
final class BenchCommandTest {
  @TempDir private Path data;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Report run(String... words) throws Exception {
    Path root = Path.of(System.getProperty("refloat.root", ".."));
    return new BenchCommand(
            root.resolve("template.yaml"),
            BenchCommandTest.class.getClassLoader(),
            System.getProperty("java.class.path"),
            root.resolve("functions/target/refloat-functions-lambda.jar"),
            List.of(),
            data,
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(BenchOptions.parse(List.of(words)), data, false);
  }

  @Test
  void aCaseIsRestoredTimedAndCounted() throws Exception {
    Report report = run("--cases", "small", "--scale", "0.004", "--rounds", "2");

    assertThat(report.failures()).isEmpty();
    assertThat(report.full()).isFalse();
    CaseResult small = report.cases().getFirst();
    assertThat(small.workload().objects()).isEqualTo(80);
    assertThat(small.ratio(Peers.RCLONE)).isEmpty();
    assertThat(small.times().values()).allSatisfy(times -> assertThat(times.all()).hasSize(2));
    Map<String, Long> kinds = small.counts().kinds();
    assertThat(kinds)
        // One round's copies, not those of both.
        .containsEntry("S3 CopyObject, copies", 80L)
        // The items of the Map over the collections.
        .containsKey("S3 GetObject, by Step Functions")
        .doesNotContainKey("S3 HeadObject, by others");
    assertThat(small.counts().transitions().batchCount()).isEqualTo(4);
    assertThat(small.counts().transitions().collectionCount()).isEqualTo(4);
    assertThat(report.markdown())
        .contains("Not a full run")
        .contains("not installed")
        .contains("| small | 80 × 64 KiB")
        .doesNotContain(data.toString());
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("small    round 2  Refloat");
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
