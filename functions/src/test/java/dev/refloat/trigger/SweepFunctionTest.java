package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.Drops;
import dev.refloat.job.Sweeps;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.restore.ClusterRemoval;
import dev.refloat.restore.Sweep;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

final class SweepFunctionTest {
  private final Map<String, String> environment = environment();
  private final Table jobs =
      new Table(EmbeddedAws.dynamoDb(), environment.getOrDefault("JOBS_TABLE", ""));
  private final Sweeps sweeps = new Sweeps(jobs);
  private final SweepFunction function = new SweepFunction(environment);

  private static Map<String, String> environment() {
    Map<String, String> environment = EmbeddedAws.newEnvironment();
    environment.put("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:1:stateMachine:restore");
    return environment;
  }

  private final Table clusters =
      new Table(EmbeddedAws.dynamoDb(), environment.getOrDefault("CLUSTERS_TABLE", ""));
  private final Drops drops = new Drops(clusters);

  private void order(String jobId, Instant due) {
    jobs.write(sweeps.put(new Sweeps.Order(jobId, due)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep.every-minute", "sweep.ended"})
  void doesWhatIsDueAndLeavesTheRest(String event) {
    Instant now = Instant.now();
    order("job-1", now.minusSeconds(1));
    order("job-2", now.plusSeconds(600));

    Invocation.of(function, EventFiles.text(event));

    assertThat(sweeps.due(now.plusSeconds(3600)))
        .extracting(Sweeps.Order::jobId)
        .containsExactly("job-2");
  }

  @Test
  void aFailureFailsTheCallSoThatAnAlarmSeesIt() {
    jobs.write(Write.put(jobs, Item.key("JOB#job-1", "JOB").with("status", "none that we know")));
    order("job-1", Instant.now().minusSeconds(1));

    assertThatExceptionOfType(Sweep.SweepFailed.class)
        .isThrownBy(() -> Invocation.of(function, "{}"));

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void clustersThatWereDroppedAreRemovedThoughASweepFails() {
    jobs.write(Write.put(jobs, Item.key("JOB#job-1", "JOB").with("status", "none that we know")));
    order("job-1", Instant.now().minusSeconds(1));
    var cluster =
        new Cluster(
            "in01-dropped",
            "proj-1234",
            "dropped",
            "",
            "us-east-1",
            1,
            ClusterStatus.DELETING,
            Instant.now(),
            "2.6",
            "job-2");
    var store = new ClusterStore(clusters);
    clusters.write(store.create(cluster));
    clusters.write(drops.put(new Drops.Order(cluster.clusterId(), Instant.now())));

    assertThatExceptionOfType(Sweep.SweepFailed.class)
        .isThrownBy(() -> Invocation.of(function, "{}"));

    assertThat(store.find(cluster.clusterId()).map(Cluster::status))
        .contains(ClusterStatus.DELETED);
    assertThat(drops.due(Instant.now())).isEmpty();
  }

  @Test
  void aRemovalThatFailsFailsTheCall() {
    clusters.write(drops.put(new Drops.Order("in01-none", Instant.now().minusSeconds(1))));

    assertThatExceptionOfType(ClusterRemoval.NotRemoved.class)
        .isThrownBy(() -> Invocation.of(function, "{}"));

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }
}
