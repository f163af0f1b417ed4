package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Item;
import dev.refloat.testing.Changes;
import dev.refloat.testing.Samples;
import org.junit.jupiter.api.Test;

final class JobChangeTest {
  private final Item pending = Samples.jobItem("job-1", "PENDING");
  private final Item running = pending.with("status", "IN_PROGRESS");

  @Test
  void aNewJobHasChangedFromNothing() {
    JobChange change = JobChange.of(Changes.of(null, pending)).orElseThrow();

    assertThat(change.job()).isEqualTo(Samples.job("job-1"));
    assertThat(change.from()).isEmpty();
    assertThat(change.time()).isEqualTo(Changes.TIME);
    assertThat(change.id()).isEqualTo("job-1-PENDING");
  }

  @Test
  void anotherStatusIsAChange() {
    JobChange change = JobChange.of(Changes.of(pending, running)).orElseThrow();

    assertThat(change.job().status()).isEqualTo(JobStatus.IN_PROGRESS);
    assertThat(change.from()).contains(JobStatus.PENDING);
  }

  @Test
  void theSameStatusOfAnotherRunIsAnotherChange() {
    Item again = pending.with("run", 2);
    Item failed = pending.with("status", "FAILED");

    assertThat(JobChange.of(Changes.of(failed, again)).orElseThrow().id())
        .isEqualTo("job-1-2-PENDING");
  }

  @Test
  void whatElseChangesOfAJobIsNone() {
    assertThat(JobChange.of(Changes.of(running, running.with("plan", "{}")))).isEmpty();
  }

  @Test
  void aJobThatIsDeletedOrExpiresHasNotChanged() {
    assertThat(JobChange.of(Changes.of(running, null))).isEmpty();
  }

  @Test
  void anotherItemIsNoJob() {
    Item outcome = Item.key("JOB#job-1", "COLLECTION#1").with("status", "WAITING");

    assertThat(JobChange.of(Changes.of(null, outcome))).isEmpty();
  }
}
