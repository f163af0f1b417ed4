package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import dev.refloat.testing.LogLines;
import dev.refloat.testing.MetricLines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  private static Metrics metrics(Map<String, String> environment) {
    return new Metrics(new Settings(environment), InstantSource.fixed(NOW));
  }

  @Test
  void aLineIsEmbeddedMetricFormatAndNothingElse() {
    try (var written = new MetricLines();
        var log = new LogLines()) {
      metrics(MetricLines.NAMESPACE)
          .put(
              Map.of("Status", "FAILED"),
              List.of(
                  new Measure("JobsEnded", Unit.COUNT, 1),
                  new Measure("JobSeconds", Unit.SECONDS, 90)));

      assertThat(written.json())
          .containsExactly(
              Json.tree(
                  """
                  {"_aws": {"Timestamp": 1777629600000, "CloudWatchMetrics": [
                     {"Namespace": "Test", "Dimensions": [["Status"]], "Metrics": [
                       {"Name": "JobsEnded", "Unit": "Count"}, {"Name": "JobSeconds", "Unit": "Seconds"}]}]},
                   "Status": "FAILED", "JobsEnded": 1, "JobSeconds": 90}
                  """));
      assertThat(log.text()).as("CloudWatch reads each line once").isEmpty();
    }
  }

  @Test
  void withoutDimensionsThereIsOneSeries() {
    try (var written = new MetricLines()) {
      metrics(MetricLines.NAMESPACE).put(Map.of(), List.of(new Measure("Size", Unit.BYTES, 5)));

      assertThat(written.json().getFirst().at("/_aws/CloudWatchMetrics/0/Dimensions"))
          .hasToString("[[]]");
    }
  }

  @Test
  void withoutANamespaceNothingIsWritten() {
    try (var written = new MetricLines()) {
      metrics(Map.of()).put(Map.of(), List.of(new Measure("Size", Unit.BYTES, 5)));

      assertThat(written.json()).isEmpty();
    }
  }
}
