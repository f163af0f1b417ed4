package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.SampleRestore.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A call that stands still before one of its requests, and goes on when its run has been ended by
 * another one and the next run has restored everything.
 */
final class LateCallTest {
  /** Of the requests of a call, every so many is tried; all of them where there is time. */
  private static final int STRIDE = Integer.getInteger("refloat.runs", 1) > 1 ? 1 : 5;

  private static final String FAILED = "A step failed.";

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
  @CsvSource(
      nullValues = "-",
      value = {
        "PLAN, -",
        "PREPARE, PLAN",
        "COPY, PREPARE",
        "COMPLETE, COPY",
        "VERIFY, COMPLETE",
        "COMMIT, VERIFY",
        "RBAC, COMMIT",
        "FINISH, -",
        "FINISH, PLAN",
        "FINISH, PREPARE",
        "FINISH, COMMIT"
      })
  void changesNothingOfTheNextRunWhereverItStoodStill(Step late, @Nullable Step before) {
    var changed = new TreeMap<Integer, Set<String>>();
    int at = 0;
    while (standStill(late, before, at, changed)) {
      at += STRIDE;
    }
    assertThat(at).as("requests of the call").isPositive();
    assertThat(changed).as("what is not as the next run left it, by the request").isEmpty();
  }

  /** False where the call makes fewer requests. */
  private static boolean standStill(
      Step late, @Nullable Step before, int at, Map<Integer, Set<String>> changed) {
    var given = new ControlledRestore(SampleRestore.withRbac());
    SampleRestore restore = given.restore;
    if (before != null) {
      restore.runThrough(before);
    }
    var left = new TreeMap<String, String>();
    var interruption = new Interruption(at, () -> left.putAll(endAndRunAgain(given)));

    try {
      restore.call(late, interrupted(restore.settings, interruption)).run();
    } catch (RuntimeException e) {
      // It is a call of a run that is over: it may fail alone.
    }

    if (interruption.wasReached()) {
      assertThat(left)
          .as("before request %d of %s, what the next run restored", at, late)
          .isNotEmpty();
      given.pass(Sweep.AFTER_THE_END.plusMinutes(1));
      given.wiring.sweep().run(() -> true);
      Set<String> differences = differences(restore, left, restore.everything());
      if (!differences.isEmpty()) {
        changed.put(at, differences);
      }
    }
    return interruption.wasReached();
  }

  private static Wiring interrupted(Settings settings, Interruption interruption) {
    var environment = new HashMap<>(settings.variables());
    // One request behind the other, as the interruption counts them.
    environment.put("COPIES_IN_FLIGHT", "1");
    var clients =
        new Clients(
            new Settings(environment), client -> client.addExecutionInterceptor(interruption));
    return new Wiring(
        clients,
        clients.dynamoDb(),
        clients::stepFunctions,
        Instant::now,
        SampleRestore.SHORT_PAUSES);
  }

  private static Map<String, String> endAndRunAgain(ControlledRestore given) {
    SampleRestore restore = given.restore;
    restore.abandon(FAILED);
    given.retry("order-1");
    restore.runThrough(Step.FINISH);
    assertThat(given.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.visible()).hasSize(1);
    return restore.everything();
  }

  /**
   * What was there and is not the same, but for the sweep's own orders; and what is new and stays,
   * but for notes of the job and plans, which go by themselves.
   */
  private static Set<String> differences(
      SampleRestore restore, Map<String, String> left, Map<String, String> now) {
    var keys = new TreeSet<String>();
    left.keySet().stream()
        .filter(key -> !key.contains("SWEEPS"))
        .filter(key -> !withoutIds(left.get(key)).equals(withoutIds(now.get(key))))
        .forEach(keys::add);
    now.keySet().stream()
        .filter(key -> !left.containsKey(key))
        .filter(key -> !key.startsWith(restore.settings.jobsTable() + ": "))
        .filter(key -> !key.startsWith(restore.settings.workBucket() + ": "))
        .forEach(keys::add);
    return keys;
  }

  /** A plan that comes late takes ids of the cluster, which has enough of them. */
  private static String withoutIds(@Nullable String item) {
    return item == null ? "" : item.replaceFirst("idsTaken=AttributeValue\\(N=\\d+\\)", "");
  }
}
