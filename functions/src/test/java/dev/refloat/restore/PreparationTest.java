package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.copy.Deadline;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.restore.SampleRestore.Step;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PreparationTest {
  private final SampleRestore restore = SampleRestore.create();

  @BeforeEach
  void plan() {
    restore.run(Step.PLAN);
  }

  @Test
  void aPreparedCollectionIsBeingCopiedAndNotVisible() {
    PlannedCollection plan = restore.plans().getFirst();

    restore.prepare(plan);

    assertThat(status(plan)).isEqualTo(OutcomeStatus.COPYING);
    assertThat(restore.visible()).isEmpty();
    assertThat(restore.restoredKeys()).isEmpty();
  }

  @Test
  void itsRowGoesWithTheTransactionThatLetsItBeCopied() {
    PlannedCollection plan =
        restore.plans().stream().filter(p -> !p.hasRanges()).findFirst().orElseThrow();

    assertThat(
            restore.requests(
                wiring -> wiring.preparation().prepare(plan, Deadline.in(Duration.ofMinutes(10)))))
        .containsExactly("TransactWriteItemsRequest");
    assertThat(
            restore
                .clustersTable()
                .find("CLUSTER#" + plan.clusterId(), "COLLECTION#" + plan.collectionId()))
        .isPresent();
  }

  @Test
  void aCollectionWhoseNameWasLostIsNotPrepared() {
    PlannedCollection plan = restore.plans().getFirst();
    new CollectionNames(restore.clustersTable())
        .release(plan.clusterId(), plan.dbName(), plan.name(), plan.run().name());

    Refused refused = catchThrowableOfType(Refused.class, () -> restore.prepare(plan));

    assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_RESTORE_FAILED);
    assertThat(restore.openUploads()).isZero();
    assertThat(status(plan)).isEqualTo(OutcomeStatus.WAITING);
  }

  @Test
  void aCollectionThatWasGivenUpIsNotPrepared() {
    PlannedCollection plan = restore.plans().getFirst();
    restore.wiring.endRestore().abandonCollection(plan.key(), "Aborted.");
    Map<String, String> before = restore.everything();

    Refused refused = catchThrowableOfType(Refused.class, () -> restore.prepare(plan));

    assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_RESTORE_FAILED);
    assertThat(restore.everything()).isEqualTo(before);
  }

  private OutcomeStatus status(PlannedCollection plan) {
    return restore.jobs().outcomes().find(plan.jobId(), plan.collection()).orElseThrow().status();
  }
}
