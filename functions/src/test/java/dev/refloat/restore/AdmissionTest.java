package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.Job;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
import dev.refloat.job.Slots;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import dev.refloat.testing.StateMachine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
  private final StateMachine machine = new StateMachine();
  private final Table table = EmbeddedAws.newTable();
  private final JobStore jobs = new JobStore(table);

  private Admission admission(int perProject, int perCluster) {
    return admission(jobs, perProject, perCluster);
  }

  private Admission admission(JobStore jobs, int perProject, int perCluster) {
    return new Admission(
        jobs,
        new Executions(machine, StateMachine.ARN),
        new Slots.Limits(perProject, perCluster),
        InstantSource.fixed(Samples.START));
  }

  private Job ask(int number, String cluster) {
    return ask(JobType.RESTORE, number, cluster);
  }

  private Job ask(JobType type, int number, String cluster) {
    Job job =
        Job.pending(
            "job-" + number,
            new Job.Request(
                type,
                "proj-1",
                cluster,
                "name",
                "in01-source",
                "backup1",
                "key-1",
                Optional.empty()),
            Samples.START.plusSeconds(number));
    assertThat(new Transaction().with(jobs.create(job)).run()).isEmpty();
    return job;
  }

  private void end(Job asked) {
    Job job = jobs.find(asked.jobId()).orElseThrow();
    var ended =
        new Transaction()
            .with(jobs.end(job.run(), job.status(), JobStatus.FAILED, "why", Samples.START))
            .with(jobs.slots().free(job))
            .run();
    assertThat(ended).isEmpty();
  }

  @Test
  void withoutLimitsAllMayStartAndNothingIsWritten() {
    Job job = ask(1, "in01-a");
    assertThat(admission(0, 0).admit(job)).isTrue();
    assertThat(jobs.find("job-1")).contains(job);
  }

  @Test
  void whatIsTooManyForAProjectWaitsInOrder() {
    Admission two = admission(2, 0);
    assertThat(two.admit(ask(1, "in01-a"))).isTrue();
    assertThat(two.admit(ask(2, "in01-b"))).isTrue();
    assertThat(two.admit(ask(3, "in01-c"))).isFalse();
    assertThat(two.admit(ask(4, "in01-d"))).isFalse();
    assertThat(jobs.events().all("job-3"))
        .filteredOn(event -> event.type() == JobEvent.Type.QUEUED)
        .singleElement()
        .matches(event -> event.message().endsWith("2 run in the project, of at most 2."));

    end(jobs.find("job-2").orElseThrow());
    two.startThoseThatWait();

    assertThat(machine.started()).containsExactly("job-3");
    two.startThoseThatWait();
    assertThat(machine.started()).containsExactly("job-3");
  }

  @Test
  void whatIsTooManyForAClusterKeepsNoOtherClusterWaiting() {
    Admission one = admission(0, 1);
    assertThat(one.admit(ask(1, "in01-a"))).isTrue();
    assertThat(one.admit(ask(2, "in01-a"))).isFalse();
    assertThat(one.admit(ask(3, "in01-b"))).isTrue();
    assertThat(jobs.events().all("job-2"))
        .anyMatch(event -> event.message().endsWith("1 run into the cluster, of at most 1."));
  }

  @Test
  void whoComesLaterDoesNotOvertake() {
    Admission one = admission(1, 0);
    Job first = ask(1, "in01-a");
    one.admit(first);
    Job waiting = ask(2, "in01-b");
    one.admit(waiting);
    end(first);

    assertThat(one.admit(ask(3, "in01-c"))).isFalse();

    assertThat(machine.started()).containsExactly("job-2");
    assertThat(jobs.find("job-2").orElseThrow().isAdmitted()).isTrue();
  }

  @Test
  void whoWaitsAloneIsNotReadAgain() {
    Job job = ask(1, "in01-a");
    List<String> requests = new ArrayList<>();

    try (var counted =
        EmbeddedAws.telling(request -> requests.add(request.getClass().getSimpleName()))) {
      assertThat(admission(new JobStore(new Table(counted, table.name())), 1, 1).admit(job))
          .isTrue();
    }

    assertThat(requests).containsExactly("QueryRequest", "TransactWriteItemsRequest");
  }

  @Test
  void onesOwnSlotCountsOnce() {
    Admission one = admission(1, 1);
    Job job = ask(1, "in01-a");
    assertThat(one.admit(job)).isTrue();
    assertThat(one.admit(job)).as("read before").isTrue();
    assertThat(jobs.slots().inProject(job)).isEqualTo(1);
  }

  @Test
  void aDryRunNeitherWaitsNorCounts() {
    Admission one = admission(1, 1);
    assertThat(one.admit(ask(1, "in01-a"))).isTrue();

    assertThat(one.admit(ask(JobType.PLAN, 2, "in01-a"))).isTrue();

    one.startThoseThatWait();
    assertThat(machine.started()).isEmpty();
    assertThat(jobs.slots().inProject(jobs.find("job-1").orElseThrow())).isEqualTo(1);
  }

  @Test
  void aJobThatHasBegunNeedsNoSlotAnyMore() {
    Job job = ask(1, "in01-a");
    jobs.begin(job.run(), "arn", Samples.START);
    assertThat(admission(1, 1).admit(jobs.find("job-1").orElseThrow())).isTrue();
  }
}
