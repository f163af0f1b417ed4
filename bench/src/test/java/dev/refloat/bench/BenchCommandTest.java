package dev.refloat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.report.CaseResult;
import dev.refloat.bench.report.Report;
import dev.refloat.bench.run.Peers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
  @TempDir private Path data;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aCaseIsRestoredTimedAndCounted() throws Exception {
    Report report =
        TinyBench.run(data, printed, "--cases", "small", "--scale", "0.004", "--rounds", "2");

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
}
