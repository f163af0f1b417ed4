package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Clients;
import dev.refloat.restore.SampleRestore.Step;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * An ending that stands still before one of its requests, and goes on when another ending has ended
 * its run and the next run has restored everything.
 */
final class LateEndingTest {
  /** Does something before the n-th request of a client, once. */
  private static final class Interruption implements ExecutionInterceptor {
    private final int at;
    private final Runnable meanwhile;
    private final AtomicInteger requests = new AtomicInteger();

    Interruption(int at, Runnable meanwhile) {
      this.at = at;
      this.meanwhile = meanwhile;
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (requests.getAndIncrement() == at) {
        meanwhile.run();
      }
    }

    boolean wasReached() {
      return requests.get() > at;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PLAN", "PREPARE"})
  void touchesNothingOfTheNextRunWhereverItStoodStill(String last) {
    var touched = new TreeMap<Integer, Set<String>>();
    int at = 0;
    while (standStill(last, at, touched)) {
      at++;
    }
    assertThat(at).as("requests of an ending").isGreaterThan(5);
    assertThat(touched).as("what is not as it was, by the request").isEmpty();
  }

  /** False where the ending makes fewer requests. */
  private static boolean standStill(String last, int at, Map<Integer, Set<String>> touched) {
    var given = new ControlledRestore(SampleRestore.ofTheLargest(1));
    SampleRestore restore = given.restore;
    if (!last.isEmpty()) {
      restore.runThrough(Step.valueOf(last));
    }
    Run first = given.job().run();
    var restored = new TreeMap<String, String>();
    var interruption = new Interruption(at, () -> restored.putAll(endAndRunAgain(given)));
    var clients =
        new Clients(restore.settings, client -> client.addExecutionInterceptor(interruption));

    new Wiring(
            clients,
            clients.dynamoDb(),
            clients::stepFunctions,
            InstantSource.system(),
            SampleRestore.SHORT_PAUSES)
        .endRestore()
        .abandon(first, "The plan failed.");

    if (!interruption.wasReached()) {
      return false;
    }
    Map<String, String> now = restore.everything();
    var differences = new TreeSet<String>();
    Stream.concat(restored.keySet().stream(), now.keySet().stream())
        .filter(key -> !Objects.equals(restored.get(key), now.get(key)))
        .forEach(differences::add);
    if (!differences.isEmpty()) {
      touched.put(at, differences);
    }
    return true;
  }

  private static Map<String, String> endAndRunAgain(ControlledRestore given) {
    SampleRestore restore = given.restore;
    restore.abandon("The plan failed.");
    given.retry("order-1");
    restore.runThrough(Step.FINISH);
    assertThat(given.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.visible()).hasSize(1);
    return restore.everything();
  }
}
