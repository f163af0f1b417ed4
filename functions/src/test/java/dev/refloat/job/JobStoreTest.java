package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobStoreTest {
  private static final Job JOB = Samples.job("job-1");

  private final Table table = EmbeddedAws.newTable();
  private final JobStore jobs = new JobStore(table);

  @BeforeEach
  void create() {
    table.write(jobs.create(JOB));
  }

  private Job stored() {
    return jobs.find("job-1").orElseThrow();
  }

  private boolean add(Outcome outcome) {
    return table.write(jobs.addOutcome("job-1", outcome, Samples.START));
  }

  private OutcomeStatus outcome() {
    return jobs.outcome("job-1", "00000").orElseThrow().status();
  }

  private static Job.PlanReference plan(String prefix) {
    return new Job.PlanReference(prefix, "digest", 1, 0, 10, 100, List.of("a warning"));
  }

  @Test
  void aJobIsFoundAsItWasCreated() {
    assertThat(stored()).isEqualTo(JOB);
    assertThat(jobs.find("job-2")).isEmpty();
  }

  @Test
  void aJobBeginsAsOftenAsItsFirstStepIsTriedButNotOnceItEnded() {
    assertThat(jobs.begin("job-1", "arn")).isTrue();
    assertThat(jobs.begin("job-1", "arn")).isTrue();
    table.write(jobs.end("job-1", JobStatus.FAILED, "why", Samples.START));
    assertThat(jobs.begin("job-1", "arn")).isFalse();
    assertThat(stored().status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void theFirstPlanStays() {
    jobs.begin("job-1", "arn");
    assertThat(jobs.setPlan("job-1", plan("first/"))).isTrue();
    assertThat(jobs.setPlan("job-1", plan("second/"))).isFalse();
    assertThat(stored().plan()).contains(plan("first/"));
  }

  @Test
  void aJobThatDoesNotRunGetsNoPlan() {
    assertThat(jobs.setPlan("job-1", plan("first/"))).isFalse();
    assertThat(stored().plan()).isEmpty();
  }

  @Test
  void aJobEndsOnce() {
    jobs.begin("job-1", "arn");
    assertThat(table.write(jobs.end("job-1", JobStatus.SUCCESSFUL, "", Samples.START))).isTrue();
    assertThat(table.write(jobs.end("job-1", JobStatus.FAILED, "late", Samples.START))).isFalse();
    assertThat(stored().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(stored().endTime()).isEqualTo(Optional.of(Samples.START));
  }

  @Test
  void anOutcomeIsAddedOnce() {
    add(Samples.waiting("00000", 1, 2));
    jobs.moveOrStay("job-1", "00000", OutcomeStatus.COPYING);
    add(Samples.waiting("00000", 1, 2));
    assertThat(outcome()).isEqualTo(OutcomeStatus.COPYING);
  }

  @Test
  void aStepThatRunsLateCannotBringAFailedCollectionBack() {
    add(Samples.waiting("00000", 1, 2));
    assertThat(jobs.moveOrStay("job-1", "00000", OutcomeStatus.COPYING)).isTrue();
    assertThat(jobs.fail("job-1", "00000", "why")).isTrue();

    assertThat(jobs.moveOrStay("job-1", "00000", OutcomeStatus.COPYING)).isFalse();
    assertThat(jobs.verified("job-1", "00000", "all")).isFalse();
    assertThat(table.write(jobs.move("job-1", "00000", OutcomeStatus.RESTORED))).isFalse();
    assertThat(outcome()).isEqualTo(OutcomeStatus.FAILED);
  }

  @Test
  void theFirstReasonStays() {
    add(Samples.waiting("00000", 1, 2));
    jobs.moveOrStay("job-1", "00000", OutcomeStatus.COPYING);
    jobs.noteReason("job-1", "00000", "the key is gone");
    jobs.noteReason("job-1", "00000", "another");
    assertThat(jobs.outcome("job-1", "00000").orElseThrow().reason()).isEqualTo("the key is gone");
    jobs.fail("job-1", "00000", "the key is gone");
    assertThat(jobs.fail("job-1", "00000", "late")).isFalse();
    assertThat(jobs.outcome("job-1", "00000").orElseThrow().reason()).isEqualTo("the key is gone");
  }

  @Test
  void whatIsVerifiedDoesNotSayWhyOneOfItsCopiesFailed() {
    add(Samples.waiting("00000", 1, 2));
    jobs.moveOrStay("job-1", "00000", OutcomeStatus.COPYING);
    jobs.noteReason("job-1", "00000", "the upload is gone");

    jobs.verified("job-1", "00000", "all");
    assertThat(jobs.outcome("job-1", "00000").orElseThrow().reason()).isEmpty();
    jobs.noteReason("job-1", "00000", "the upload is gone");
    assertThat(jobs.outcome("job-1", "00000").orElseThrow().reason()).isEmpty();
  }

  @Test
  void anOutcomeThatWasNeverAddedIsNotMadeByAMove() {
    assertThat(jobs.moveOrStay("job-1", "00000", OutcomeStatus.COPYING)).isFalse();
    jobs.noteReason("job-1", "00000", "why");
    assertThat(jobs.outcomes("job-1")).isEmpty();
  }

  @Test
  void outcomesAreInTheOrderOfThePlan() {
    for (String number : List.of("00010", "00002", "00001")) {
      add(Samples.waiting(number, 1, 2));
    }
    assertThat(jobs.outcomes("job-1"))
        .extracting(Outcome::collection)
        .containsExactly("00001", "00002", "00010");
  }

  @Test
  void aProjectsJobsAreListedNewestFirst() {
    table.write(jobs.create(Samples.job("job-2", Samples.START.plusSeconds(60))));
    try (var list = jobs.list("proj-1234")) {
      assertThat(list).extracting(Job::jobId).containsExactly("job-2", "job-1");
    }
  }
}
