package dev.refloat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.JobChange;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Item;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Settings;
import dev.refloat.testing.Changes;
import dev.refloat.testing.MetricLines;
import dev.refloat.testing.Samples;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JobMetricsTest {
  private final JobMetrics metrics =
      new JobMetrics(
          new Metrics(new Settings(MetricLines.NAMESPACE), InstantSource.fixed(Instant.EPOCH)));

  private static JobChange ended(JobStatus status) {
    Item item =
        Samples.jobItem("job-1", status.name())
            .with("run", 2)
            .with("runStart", Samples.START.plusSeconds(3600))
            .with("endTime", Samples.START.plusSeconds(3690));
    return JobChange.of(Changes.of(null, item)).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCESSFUL", "FAILED", "CANCELED"})
  void aRunThatHasEndedCountsByHowItEndedWithItsOwnTime(JobStatus status) {
    try (var written = new MetricLines()) {
      metrics.count(ended(status));

      assertThat(written.json()).hasSize(1);
      assertThat(written.json().getFirst().path("Status").asText()).isEqualTo(status.name());
      assertThat(written.values("JobsEnded")).containsExactly(1L);
      assertThat(written.values("JobSeconds")).containsExactly(90L);
    }
  }

  @Test
  void aRunThatHasBegunCountsWithoutAnythingElse() {
    Item item = Samples.jobItem("job-1", "IN_PROGRESS");
    try (var written = new MetricLines()) {
      metrics.count(JobChange.of(Changes.of(null, item)).orElseThrow());

      assertThat(written.json()).hasSize(1);
      assertThat(written.json().getFirst().has("Status")).isFalse();
      assertThat(written.values("JobsStarted")).containsExactly(1L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "CANCELING"})
  void aRunThatWaitsOrIsBeingStoppedCountsNothing(JobStatus status) {
    Item item = Samples.jobItem("job-1", status.name());
    try (var written = new MetricLines()) {
      metrics.count(JobChange.of(Changes.of(null, item)).orElseThrow());

      assertThat(written.json()).isEmpty();
    }
  }
}
