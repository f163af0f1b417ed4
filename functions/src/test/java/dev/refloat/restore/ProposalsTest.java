package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ProposalsTest {
  private final SampleRestore restore = SampleRestore.create();

  private Proposals.Proposal propose() {
    var wiring =
        new PlanWiring(restore.wiring, new Clients(restore.settings), InstantSource.system());
    return wiring
        .proposals()
        .of(
            restore.job(),
            restore.wiring.clusters().find(restore.job.clusterId()).orElseThrow(),
            true,
            Json.read(restore.wiring.requests().read(restore.job.jobId()), Selection.class));
  }

  @Test
  void aProposalHasItsFilesAndIsNotOnTheJob() {
    Proposals.Proposal proposal = propose();

    assertThat(restore.planFile().collections(proposal.plan().prefix()))
        .isEqualTo(proposal.collections())
        .hasSize(restore.backup.collectionCount());
    assertThat(restore.job().plan()).isEmpty();
    assertThat(restore.jobs().outcomes().all(restore.job.jobId())).isEmpty();
  }

  @Test
  void twoProposalsHaveNoFileAndNoIdInCommon() {
    Proposals.Proposal one = propose();
    Proposals.Proposal other = propose();

    assertThat(one.plan().prefix()).isNotEqualTo(other.plan().prefix());
    Set<String> ids = ids(one);
    assertThat(ids).hasSize(restore.backup.collectionCount());
    assertThat(ids(other)).hasSameSizeAs(ids).doesNotContainAnyElementsOf(ids);
  }

  private static Set<String> ids(Proposals.Proposal proposal) {
    return proposal.collections().stream()
        .map(PlannedCollection::collectionId)
        .collect(Collectors.toSet());
  }
}
