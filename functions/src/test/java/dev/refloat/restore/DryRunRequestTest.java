package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Json;
import dev.refloat.rbac.RbacConflict;
import dev.refloat.restore.DryRunRequest.NewCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DryRunRequestTest {
  private static final NewCluster CLUSTER =
      new NewCluster("proj-1", "name", 1, "us-east-1", "2.6.0");
  private static final DryRunRequest INTO_A_NEW_ONE =
      new DryRunRequest(Selection.everything(Load.KEEP, Verify.FILES), CLUSTER);

  @Test
  void isKeptAsItIs() {
    assertThat(Json.read(Json.bytes(INTO_A_NEW_ONE), DryRunRequest.class))
        .isEqualTo(INTO_A_NEW_ONE);
  }

  @Test
  void theSameDiffersInNothing() {
    var same =
        new DryRunRequest(
            Selection.everything(Load.KEEP, Verify.FILES),
            new NewCluster("proj-1", "name", 1, "us-east-1", "2.6.0"));
    assertThat(INTO_A_NEW_ONE.differences(same)).isEmpty();
  }

  @Test
  void namesTheFieldsOfTheBodyThatDiffer() {
    var other =
        new DryRunRequest(
            Selection.everything(Load.UNLOADED, Verify.CONTENT)
                .with(Optional.of(RbacConflict.SKIP)),
            new NewCluster("proj-2", "other", 2, "us-east-1", "2.5.0"));
    assertThat(INTO_A_NEW_ONE.differences(other))
        .containsExactly(
            "projectId",
            "clusterName",
            "cuSize",
            "collectionStatus",
            "restoreVersionPolicy",
            "verify",
            "includeRbac",
            "rbacConflict");
  }

  @Test
  void collectionsAndPolicyAreComparedToo() {
    var one =
        new DryRunRequest(
            new Selection(List.of(), Load.UNLOADED, ConflictPolicy.FAIL, Verify.FILES), null);
    var other =
        new DryRunRequest(
            new Selection(
                List.of(new Selection.Database("default", "default", List.of())),
                Load.UNLOADED,
                ConflictPolicy.SKIP,
                Verify.FILES),
            null);
    assertThat(one.differences(other)).containsExactly("dbCollections", "conflictPolicy");
  }
}
