package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.JobEstimates.Kept;
import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class JobEstimatesTest {
  private static final Instant BEGUN = Instant.parse("2026-11-01T10:00:00.123Z");

  private final Table table = EmbeddedAws.newTable();
  private final JobEstimates estimates = new JobEstimates(table);

  @Test
  void theEstimateOfTheLastPlanIsKept() {
    assertThat(estimates.find("job-1")).isEmpty();

    table.write(estimates.put("job-1", new Kept("{}", BEGUN, BEGUN.plusSeconds(1))));
    var second = new Kept("{\"a\":1}", BEGUN.plusSeconds(9), BEGUN.plusSeconds(10));
    table.write(estimates.put("job-1", second));

    assertThat(estimates.find("job-1")).contains(second);
  }

  @Test
  void ofTwoThatLearnAtOnceOneCounts() {
    JobEstimates.StoredRates none = estimates.rates();
    assertThat(none.text()).isEmpty();

    assertThat(estimates.replaceRates(none, "first")).isTrue();
    assertThat(estimates.replaceRates(none, "late")).isFalse();

    JobEstimates.StoredRates first = estimates.rates();
    assertThat(first.text()).contains("first");
    assertThat(estimates.replaceRates(first, "second")).isTrue();
    assertThat(estimates.replaceRates(first, "late")).isFalse();
    assertThat(estimates.rates().text()).contains("second");
  }
}
