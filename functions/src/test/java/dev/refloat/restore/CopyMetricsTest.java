package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.refloat.copy.AimdLimiter;
import dev.refloat.copy.BatchCopier.Result;
import dev.refloat.copy.CopyCalls;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Time;
import dev.refloat.testing.MetricLines;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class CopyMetricsTest {
  private final AimdLimiter limiter = new AimdLimiter(4, Time.REAL);
  private final CopyMetrics metrics =
      new CopyMetrics(
          new Metrics(new Settings(MetricLines.NAMESPACE), InstantSource.system()),
          new CopyCalls(limiter, Pauses.DEFAULT.copies()));

  private void throttle() {
    try {
      limiter.acquire().end(AimdLimiter.End.THROTTLED);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBatchThatIsDoneCountsWhatItCopied() {
    try (var written = new MetricLines()) {
      metrics.measure(() -> new Result(true, 3, 2, 4096));

      assertThat(written.json()).as("one line a call").hasSize(1);
      assertThat(written.values("CopiedObjects")).containsExactly(2L);
      assertThat(written.values("CopiedBytes")).containsExactly(4096L);
      assertThat(written.values("Throttles")).containsExactly(0L);
    }
  }

  @Test
  void aBatchThatAnotherCallCountedIsNotCountedAgain() {
    try (var written = new MetricLines()) {
      metrics.measure(() -> new Result(false, 3, 2, 4096));

      assertThat(written.values("CopiedObjects")).isEmpty();
      assertThat(written.values("CopiedBytes")).isEmpty();
    }
  }

  @Test
  void throttlesAreThoseOfThisCallAndAreCountedWhereItFailsToo() {
    throttle();
    try (var written = new MetricLines()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  metrics.measure(
                      () -> {
                        throttle();
                        throttle();
                        throw new IllegalStateException("S3 is busy");
                      }));

      assertThat(written.values("Throttles")).containsExactly(2L);
      assertThat(written.values("CopiedObjects")).isEmpty();
    }
  }
}
