package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.KeyedHash;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.Administrator;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RestoreTriggersTest {
  private final Standing standing = new Standing();

  @AfterEach
  void stop() {
    standing.close();
  }

  private static ErrorCode code(ThrowingCallable call) {
    return catchThrowableOfType(Refused.class, call).code();
  }

  private ObjectNode collections(String name, String from, String into) {
    ObjectNode body = standing.body(name, Map.of("backupAvailable", Map.of("clusterId", from)));
    body.putObject("restore").put("destClusterId", into);
    return body;
  }

  private void cluster(String id) {
    var cluster =
        new Cluster(
            id,
            standing.projectId,
            id,
            "",
            "us-east-1",
            1,
            ClusterStatus.RUNNING,
            Standing.START,
            "2.6",
            "job-of-" + id);
    new Transaction().with(standing.wiring().clusters().create(cluster)).run();
  }

  @Test
  void oneIsFoundAsItWasMadeUntilItIsDeleted() {
    RestoreTrigger made = standing.create(standing.onArrival("staging"));

    assertThat(standing.restoreTriggers().list(standing.projectId)).containsExactly(made);
    assertThat(
            standing.restoreTriggers().find(standing.owner, made.triggerId(), Action.BACKUP_VIEW))
        .isEqualTo(made);

    standing.restoreTriggers().delete(made);
    standing.restoreTriggers().delete(made);

    assertThat(standing.restoreTriggers().list(standing.projectId)).isEmpty();
    assertThat(
            code(
                () ->
                    standing
                        .restoreTriggers()
                        .find(standing.owner, made.triggerId(), Action.BACKUP_VIEW)))
        .isEqualTo(ErrorCode.TRIGGER_NOT_FOUND);
    assertThat(standing.items("WATCH#")).isEmpty();
    assertThat(standing.create(standing.onArrival("staging")).triggerId())
        .isNotEqualTo(made.triggerId());
  }

  @Test
  void aNameIsTakenOnceInAProjectAndAnOrderIsCarriedOutOnce() {
    var order = Operation.begin(new KeyedHash(standing.clients()));
    TriggerDefinition wanted = TriggerDefinition.parse(standing.onArrival("staging"));

    RestoreTrigger first = standing.restoreTriggers().create(standing.owner, wanted, order);

    assertThat(standing.restoreTriggers().create(standing.owner, wanted, order)).isEqualTo(first);
    assertThat(code(() -> standing.create(standing.onArrival("staging"))))
        .isEqualTo(ErrorCode.TRIGGER_NAME_TAKEN);
    assertThat(standing.items("TRIGGER#")).hasSize(1);
  }

  @Test
  void whoMayNotRestoreMayNotHaveItDone() {
    Principal member = standing.key("key-member", Role.MEMBER);

    assertThat(code(() -> standing.create(member, standing.onArrival("staging"))))
        .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    assertThat(code(() -> standing.create(collections("c", "in01-here", "in01-nowhere"))))
        .isEqualTo(ErrorCode.CLUSTER_NOT_FOUND);
    assertThat(standing.items("TRIGGER")).isEmpty();
  }

  @Test
  void aCircleOfTriggersIsRefusedByTheOneThatCloses() {
    cluster("in01-aaaa");
    cluster("in01-bbbb");
    cluster("in01-cccc");
    standing.create(collections("a-to-b", "in01-aaaa", "in01-bbbb"));
    RestoreTrigger second = standing.create(collections("b-to-c", "in01-bbbb", "in01-cccc"));

    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> standing.create(collections("c-to-a", "in01-cccc", "in01-aaaa")));

    assertThat(refused.code()).isEqualTo(ErrorCode.TRIGGER_LOOP);
    assertThat(refused.reason()).contains("b-to-c");

    standing.restoreTriggers().delete(second);
    standing.create(collections("c-to-a", "in01-cccc", "in01-aaaa"));
  }

  @Test
  void allItsClustersHaveThePasswordThatItsMakerWasTold() {
    var order = Operation.begin(new KeyedHash(standing.clients()));
    standing
        .restoreTriggers()
        .create(standing.owner, TriggerDefinition.parse(standing.onArrival("staging")), order);

    assertThat(Administrator.password(order.part("one")))
        .isEqualTo(Administrator.password(order.part("two")))
        .isEqualTo(Administrator.password(order));
    assertThat(order.part("one").clusterId()).isNotEqualTo(order.part("two").clusterId());
  }

  @Test
  void deletingWhatWaitsLetsItNotBegin() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    standing.arrives("nightly", Duration.ofMinutes(1));
    standing.restoreTriggers().delete(standing.trigger(trigger));
    standing.run();

    assertThat(standing.firings(trigger))
        .singleElement()
        .satisfies(firing -> assertThat(firing.status()).isEqualTo(FiringStatus.REFUSED));
    assertThat(standing.stepFunctions.names()).isEmpty();
    assertThat(standing.triggers().find(trigger.triggerId())).isEmpty();
  }
}
