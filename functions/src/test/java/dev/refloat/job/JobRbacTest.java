package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobRbacTest {
  private static final Instant NOW = Samples.START.plusSeconds(60);
  private static final Run RUN = Run.first("job-1");

  private final JobStore jobs =
      new JobStore(
          new Table(
              EmbeddedAws.dynamoDb(), new Settings(EmbeddedAws.newEnvironment()).jobsTable()));

  @BeforeEach
  void aJobThatRuns() {
    assertThat(new Transaction().with(jobs.create(Samples.job("job-1"))).run()).isEmpty();
    assertThat(jobs.begin(RUN, "arn", NOW)).isTrue();
  }

  private boolean record(Run run, String result) {
    byte[] bytes = result.getBytes(StandardCharsets.UTF_8);
    return new Transaction().with(jobs.rbac().restored(run, bytes, "Done.", NOW)).run().isEmpty();
  }

  private long told() {
    return jobs.events().all("job-1").stream()
        .filter(event -> event.type() == JobEvent.Type.RBAC_RESTORED)
        .count();
  }

  @Test
  void aRunRecordsItOnceAndTellsOfIt() {
    assertThat(jobs.rbac().find("job-1")).isEmpty();

    assertThat(record(RUN, "first")).isTrue();
    assertThat(record(RUN, "second")).isFalse();

    assertThat(jobs.rbac().find("job-1")).contains("first".getBytes(StandardCharsets.UTF_8));
    assertThat(jobs.find("job-1").orElseThrow().rbacRun()).isEqualTo(1);
    assertThat(told()).isEqualTo(1);
  }

  @Test
  void aPlanIsThereUntilItIsCarriedOut() {
    byte[] plan = {1, 2, 3};
    assertThat(new Transaction().with(jobs.rbac().plan("job-1", plan, NOW)).run()).isEmpty();
    assertThat(jobs.rbac().findPlan("job-1")).contains(plan);

    assertThat(record(RUN, "done")).isTrue();

    assertThat(jobs.rbac().findPlan("job-1")).isEmpty();
  }

  @Test
  void aPlanCanBeForgotten() {
    assertThat(new Transaction().with(jobs.rbac().plan("job-1", new byte[1], NOW)).run()).isEmpty();

    assertThat(new Transaction().with(jobs.rbac().forgetPlan("job-1")).run()).isEmpty();

    assertThat(jobs.rbac().findPlan("job-1")).isEmpty();
  }

  @Test
  void aRunThatIsCanceledOrNotThePresentOneRecordsNothing() {
    assertThat(record(RUN.next(), "of another run")).isFalse();
    assertThat(jobs.cancel(jobs.find("job-1").orElseThrow(), "key-1", NOW)).isTrue();

    assertThat(record(RUN, "late")).isFalse();

    assertThat(jobs.rbac().find("job-1")).isEmpty();
    assertThat(told()).isZero();
  }
}
