package dev.refloat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.count.Counts;
import dev.refloat.bench.count.Requests;
import dev.refloat.bench.count.Transitions;
import dev.refloat.bench.heap.HeapPeak;
import dev.refloat.bench.run.Contestant;
import dev.refloat.bench.run.Executions;
import dev.refloat.bench.run.Peer;
import dev.refloat.bench.run.Peers;
import dev.refloat.bench.run.RefloatRestore;
import dev.refloat.bench.run.Server;
import dev.refloat.bench.run.Times;
import dev.refloat.local.demo.Api;
import dev.refloat.local.demo.RestoreClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

final class ReportTest {
  private static final Server SERVER = new Server("http://127.0.0.1:1", "r", "k", "hidden", "data");

  private static Times seconds(int seconds) {
    List<Duration> all = List.of(Duration.ofSeconds(seconds));
    return new Times(all, all);
  }

  private static Peer rclone(String name) {
    return new Peer(
        Peers.RCLONE, name, List.of("rclone", name), Map.of("SECRET", "hidden"), SERVER);
  }

  /** Refloat took 10 seconds; of the AWS CLI there is nothing. */
  private static CaseResult result(int rcloneSlow, int rcloneFast, long heads) {
    Map<Contestant, Times> times = new LinkedHashMap<>();
    try (var api = new Api("http://127.0.0.1:1", "key");
        var stepFunctions = SfnClient.builder().region(Region.US_EAST_1).build()) {
      times.put(
          new RefloatRestore(new RestoreClient(api, "project"), new Executions(stepFunctions)),
          seconds(10));
    }
    times.put(rclone("slow"), seconds(rcloneSlow));
    times.put(rclone("fast"), seconds(rcloneFast));
    Requests requests = Requests.parse(Map.of("CopyFunction|S3|HeadObject|data", heads));
    return new CaseResult(
        Workload.SMALL,
        "tmpfs",
        times,
        new Counts(Workload.SMALL, requests, new Transitions(7, 28, 80, 40, 4), "data", 0));
  }

  private static Report report(boolean full, CaseResult result, HeapResult... heaps) {
    return new Report(
        LocalDate.of(2026, 11, 26),
        "./refloat bench",
        full,
        Map.of("cores", "2"),
        Map.of(Peers.RCLONE, "rclone v1", Peers.AWS, "not installed"),
        List.of(result),
        List.of(heaps),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void theFastestSettingOfAToolCounts() {
    Report report = report(true, result(20, 15, 0));

    assertThat(report.failures()).isEmpty();
    assertThat(report.markdown())
        .contains("| small | 20,000 × 64 KiB | tmpfs | 10.00   | 1.500×      | not installed |")
        .doesNotContain("Not a full run")
        .doesNotContain("hidden");
  }

  @Test
  void whoIsFasterThanRefloatIsAFailureOfAFullRun() {
    CaseResult slower = result(20, 8, 0);

    assertThat(report(true, slower).failures())
        .containsExactly(
            "small: rclone copy took 0.800 times as long as Refloat, not more than as long");
    assertThat(report(false, slower).failures()).isEmpty();
    assertThat(report(false, slower).markdown())
        .contains("0.800× (Refloat is slower)")
        .contains("**Not a full run");
  }

  @Test
  void aBoundThatIsExceededIsAFailureOfEveryRun() {
    Report report = report(false, result(20, 15, 5));

    assertThat(report.failures()).containsExactly("small: S3 HEAD is 5, above 0");
    assertThat(report.markdown()).contains("**exceeded**");
  }

  @Test
  void aHeapOfAQuarterOfAGibibyteIsAFailure() {
    var full = new HeapResult("500 objects", new HeapPeak(300L << 20, 256L << 20, 1, 1));

    assertThat(report(false, result(20, 15, 0), full).failures())
        .containsExactly("heap of Copy on 500 objects: 256 MiB");
  }
}
