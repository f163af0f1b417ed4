package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final Instant LATER = Samples.START.plusSeconds(10);

  private static Job job(JobStatus status, long objects, long bytes) {
    Job job = Samples.job("job-1");
    var plan =
        new Job.PlanReference("plans/job-1/10000001/", "d", 1, 0, false, objects, bytes, List.of());
    return new Job(
        job.jobId(),
        JobType.RESTORE,
        status,
        job.projectId(),
        job.clusterId(),
        job.clusterName(),
        job.sourceClusterId(),
        job.backupId(),
        job.createdBy(),
        Optional.empty(),
        job.startTime(),
        1,
        job.startTime(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.of(plan),
        Job.Earlier.NOTHING,
        "");
  }

  private static List<Copied> copied(long objects, long bytes) {
    return List.of(new Copied(objects, bytes));
  }

  @Test
  void isZeroBeforeThePlan() {
    var progress = Progress.of(Samples.job("job-1"), List.of(), LATER);
    assertThat(progress.percent()).isZero();
    assertThat(progress.etaSeconds()).isEmpty();
  }

  @Test
  void countsBytesAndSaysHowLongTheRestTakes() {
    var progress = Progress.of(job(JobStatus.IN_PROGRESS, 10, 1000), copied(4, 250), LATER);
    assertThat(progress.percent()).isEqualTo(25);
    assertThat(progress.bytesPerSecond()).isEqualTo(25);
    assertThat(progress.etaSeconds()).contains(30L);
  }

  @Test
  void countsObjectsWhereAllAreEmpty() {
    var progress = Progress.of(job(JobStatus.IN_PROGRESS, 10, 0), copied(5, 0), LATER);
    assertThat(progress.percent()).isEqualTo(50);
  }

  @Test
  void isHundredOnlyOnceItSucceeded() {
    var all = copied(10, 1000);
    assertThat(Progress.of(job(JobStatus.IN_PROGRESS, 10, 1000), all, LATER).percent())
        .isEqualTo(99);
    assertThat(Progress.of(job(JobStatus.SUCCESSFUL, 10, 1000), all, LATER).percent())
        .isEqualTo(100);
  }
}
