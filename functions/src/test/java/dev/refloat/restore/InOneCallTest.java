package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refloat.copy.Deadline;
import dev.refloat.job.JobStatus;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.Refused;
import dev.refloat.restore.SampleRestore.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InOneCallTest {
  private final SampleRestore restore = SampleRestore.create();

  private void inOneCall(PlannedCollection plan) {
    restore.wiring.inOneCall().restore(plan, Deadline.in(Duration.ofMinutes(2)));
  }

  /** Those of at most one batch. */
  private List<PlannedCollection> small() {
    List<PlannedCollection> small =
        restore.plans().stream().filter(plan -> restore.batches(plan).size() <= 1).toList();
    assertThat(small).isNotEmpty();
    return small;
  }

  private OutcomeStatus status(PlannedCollection plan) {
    return restore.jobs().outcomes().find(plan.jobId(), plan.collection()).orElseThrow().status();
  }

  @Test
  void aCollectionIsRestoredByIt() {
    restore.plan();
    restore.plans().stream()
        .filter(plan -> restore.batches(plan).size() > 1)
        .forEach(
            plan -> {
              restore.prepare(plan);
              restore.batches(plan).forEach(restore::copy);
              restore.complete(plan);
              restore.verify(plan);
              restore.commit(plan);
            });

    small().forEach(this::inOneCall);

    assertThat(small()).allMatch(plan -> status(plan) == OutcomeStatus.RESTORED);
    assertThat(restore.finish()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(restore.openUploads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PREPARE", "COPY", "COMPLETE", "VERIFY", "COMMIT"})
  void aCallThatDiedAnywhereIsDoneAgain(Step last) {
    restore.runThrough(last);

    small().forEach(this::inOneCall);

    assertThat(small()).allMatch(plan -> status(plan) == OutcomeStatus.RESTORED);
    Map<String, String> before = restore.everything();
    small().forEach(this::inOneCall);
    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void whatIsVerifiedIsOnlyCommitted() {
    restore.runThrough(Step.VERIFY);
    PlannedCollection plan = small().getFirst();

    assertThat(
            restore.requests(
                wiring -> wiring.inOneCall().restore(plan, Deadline.in(Duration.ofMinutes(2)))))
        .containsExactly(
            "GetItemRequest",
            "GetItemRequest",
            "GetItemRequest",
            "GetItemRequest",
            "TransactWriteItemsRequest");
  }

  @Test
  void whatWasGivenUpIsNotBegun() {
    restore.plan();
    PlannedCollection plan = small().getFirst();
    restore.wiring.endRestore().abandonCollection(plan.key(), "Given up.");
    Map<String, String> before = restore.everything();

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> inOneCall(plan));

    assertThat(restore.everything()).isEqualTo(before);
  }
}
