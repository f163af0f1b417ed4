package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.Samples;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

final class ExecutionEndedFunctionTest {
  private final Map<String, String> environment = EmbeddedAws.newEnvironment();
  private final Wiring wiring = new Wiring(new Settings(environment));
  private final ExecutionEndedFunction function = new ExecutionEndedFunction(environment);
  private final Job job = Samples.job("job-1");

  @BeforeEach
  void reserve() {
    var cluster =
        new Cluster(
            job.clusterId(),
            job.projectId(),
            job.clusterName(),
            "",
            "us-east-1",
            1,
            ClusterStatus.CREATING,
            Samples.START,
            "2.6",
            job.jobId());
    var failed =
        new Transaction()
            .with(wiring.clusters().reserveName(cluster))
            .with(wiring.clusters().create(cluster))
            .with(wiring.jobs().create(job))
            .run();
    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ABORTED, was aborted", "TIMED_OUT, took longer", "FAILED, on our side"})
  void endsTheJobOfTheExecutionAndSaysWhy(String status, String why) {
    Invocation.of(function, event("job-1", status));

    Job ended = wiring.jobs().find("job-1").orElseThrow();
    assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
    assertThat(ended.reason()).contains(why);
    assertThat(wiring.clusters().find(job.clusterId()).orElseThrow().status())
        .isEqualTo(ClusterStatus.DELETED);
  }

  @Test
  void anEventThatComesTwiceChangesNothing() {
    Invocation.of(function, event("job-1", "ABORTED"));
    Job first = wiring.jobs().find("job-1").orElseThrow();

    Invocation.of(function, event("job-1", "TIMED_OUT"));

    assertThat(wiring.jobs().find("job-1")).contains(first);
  }

  @Test
  void aJobThatHasEndedStaysAsItEnded() {
    wiring.endRestore().abandon(job.run(), "The backup is damaged.");

    Invocation.of(function, event("job-1", "FAILED"));

    assertThat(wiring.jobs().find("job-1").orElseThrow().reason())
        .isEqualTo("The backup is damaged.");
  }

  @Test
  void anExecutionOfNoJobFailsTheCallSoThatTheEventIsKept() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Invocation.of(function, event("job-2", "ABORTED")));

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    assertThat(wiring.jobs().find("job-1")).contains(job);
  }

  private static String event(String name, String status) {
    ObjectNode event = EventFiles.read("execution-ended");
    event
        .withObject("/detail")
        .put("name", name)
        .put("status", status)
        .put("input", "{\"jobId\":\"" + name + "\"}");
    return event.toString();
  }
}
