package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class CopyCallsTest {
  private final AimdLimiter limiter = new AimdLimiter(8, new TurnedTime());
  private final CopyCalls calls = new CopyCalls(limiter, Restore.FAST);
  private final AtomicInteger sent = new AtomicInteger();

  private int failing(int times, int status) {
    if (sent.incrementAndGet() <= times) {
      throw S3Exception.builder().statusCode(status).build();
    }
    return sent.get();
  }

  @Test
  void whatMayPassIsSentAgain() {
    assertThat(calls.<Integer>call(() -> failing(3, 500))).isEqualTo(4);
    assertThat(limiter.limit()).isEqualTo(8);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void throttlingLowersTheLimit() {
    calls.<Integer>call(() -> failing(2, 503));
    assertThat(limiter.limit()).as("both within a second").isEqualTo(6);
  }

  @Test
  void theLastErrorComesOutWhenTheAttemptsAreUsedUp() {
    assertThatThrownBy(() -> calls.<Integer>call(() -> failing(1000, 500)))
        .isInstanceOf(S3Exception.class);
    assertThat(sent).hasValue(Restore.FAST.attempts());
  }

  @Test
  void whatIsFinalIsSentOnce() {
    assertThatThrownBy(() -> calls.<Integer>call(() -> failing(1000, 403)))
        .isInstanceOf(S3Exception.class);
    assertThat(sent).hasValue(1);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void thePauseIsMadeInTheGivenTime() {
    var time = new TurnedTime();
    var hours = new Backoff(Duration.ofHours(1), Duration.ofHours(1), 4);
    var waiting = new CopyCalls(limiter, hours, time);
    assertThat(waiting.<Integer>call(() -> failing(3, 500))).isEqualTo(4);
    assertThat(time.slept()).hasSize(3);
  }

  @Test
  void nothingIsSentOnceStopped() {
    assertThatThrownBy(() -> calls.<Integer>call(() -> true, () -> failing(0, 0)))
        .isInstanceOf(OutOfTime.class);
    assertThat(sent).hasValue(0);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void nothingIsSentAgainOnceStopped() {
    assertThatThrownBy(() -> calls.<Integer>call(() -> sent.get() > 0, () -> failing(9, 500)))
        .isInstanceOf(S3Exception.class);
    assertThat(sent).hasValue(1);
  }

  @Test
  void aDefectFreesItsPlace() {
    assertThatThrownBy(
            () ->
                calls.<Integer>call(
                    () -> {
                      throw new IllegalStateException("defect");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(limiter.inFlight()).isZero();
  }
}
