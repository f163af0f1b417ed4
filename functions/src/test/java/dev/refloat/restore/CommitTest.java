package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.ClusterMoves;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommitTest {
  private final SampleRestore restore = SampleRestore.create();

  @Test
  void makesOneCollectionVisibleAndNoOther() {
    restore.runThrough(Step.VERIFY);
    PlannedCollection plan = restore.plans().getLast();

    restore.commit(plan);

    assertThat(restore.visible())
        .extracting(CatalogueEntry::collectionId)
        .containsExactly(plan.collectionId());
    assertThat(restore.jobs().outcomes().all(plan.jobId()))
        .filteredOn(outcome -> outcome.status() == OutcomeStatus.RESTORED)
        .singleElement()
        .matches(outcome -> outcome.collection().equals(plan.collection()));
  }

  @Test
  void whatReplacesNothingReadsOnlyItsNameAndItsOutcome() {
    restore.runThrough(Step.VERIFY);
    PlannedCollection plan = restore.plans().getFirst();
    PlannedCollection another =
        restore.plans().stream()
            .filter(p -> p.dbName().equals(plan.dbName()) && !p.equals(plan))
            .findFirst()
            .orElseThrow();

    for (PlannedCollection each : List.of(plan, another)) {
      assertThat(restore.requests(wiring -> wiring.commit().commit(each)))
          .as("the database goes with each")
          .containsExactly(
              "GetItemRequest", "GetItemRequest", "GetItemRequest", "TransactWriteItemsRequest");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAN", "PREPARE", "COPY", "COMPLETE"})
  void whatIsNotVerifiedStaysInvisible(Step last) {
    restore.runThrough(last);

    assertRefused(restore.plans().getFirst());
  }

  @ParameterizedTest
  @EnumSource(
      value = ClusterStatus.class,
      names = {"DELETED", "ABNORMAL"})
  void nothingBecomesVisibleInAClusterThatIsNotOpen(ClusterStatus status) {
    restore.runThrough(Step.VERIFY);
    ClusterMoves.move(restore.wiring.clusters(), restore.cluster.clusterId(), status);

    assertRefused(restore.plans().getFirst());
  }

  @Test
  void aNameThatWasReleasedIsNotCommitted() {
    restore.runThrough(Step.VERIFY);
    PlannedCollection plan = restore.plans().getFirst();
    new CollectionNames(restore.clustersTable())
        .release(plan.clusterId(), plan.dbName(), plan.name(), plan.run().name());

    assertRefused(plan);
  }

  @Test
  void aCommitDoneTwiceIsNoErrorEvenWhenTheClusterGoesAway() {
    restore.runThrough(Step.VERIFY);
    PlannedCollection plan = restore.plans().getFirst();
    restore.commit(plan);
    ClusterMoves.move(restore.wiring.clusters(), plan.clusterId(), ClusterStatus.DELETED);
    Map<String, String> before = restore.everything();

    restore.commit(plan);

    assertThat(restore.everything()).isEqualTo(before);
  }

  private void assertRefused(PlannedCollection plan) {
    Map<String, String> before = restore.everything();

    Refused refused = catchThrowableOfType(Refused.class, () -> restore.commit(plan));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_RESTORE_FAILED);
    assertThat(restore.visible()).isEmpty();
    assertThat(restore.everything()).isEqualTo(before);
  }
}
