package dev.refloat.bench.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.heap.FunctionProbe;
import dev.refloat.bench.heap.HeapPeak;
import dev.refloat.bench.heap.ProcessorTime;
import dev.refloat.bench.run.Command;
import dev.refloat.bench.run.Executions;
import dev.refloat.local.demo.DemoFailure;
import dev.refloat.local.demo.RestoreClient;
import dev.refloat.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Plans a restore that is real but for its backup: the state machine waits where it would plan, and
 * the function is run here in its place, from the packaged artifact, in a JVM of its own. Tables
 * are those of the stack; S3 is a {@link PlanServer}.
 */
public final class PlanRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "PlanFunction";
  private static final String STATE = "Plan";
  private static final int WAIT_SECONDS = 3600;

  /** Those that Lambda's JVM gets besides the function's own. */
  private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC");

  private final LocalStack stack;
  private final RestoreClient client;
  private final SfnClient stepFunctions;
  private final String classPath;

  /**
   * A stack of its own, since its state machine is changed.
   *
   * @param classPath of the function's JVM: the packaged artifact, and the classes of this module
   */
  public PlanRun(
      LocalStack stack, RestoreClient client, SfnClient stepFunctions, String classPath) {
    this.stack = stack;
    this.client = client;
    this.stepFunctions = stepFunctions;
    this.classPath = classPath;
  }

  /**
   * Plans.
   *
   * @param registered a backup of one collection; in place of its few objects come many
   * @param segments of ten objects each
   * @throws BenchFailure where the function fails, out of memory too, or plans less than all
   */
  public PlanCost measure(Backup registered, String backupId, int segments, Path directory)
      throws IOException, InterruptedException {
    holdPlans();
    String jobId = start(registered, backupId);
    String execution = new Executions(stepFunctions).of(jobId).executionArn();
    Path payloads = directory.resolve("plan.jsonl");
    Files.writeString(payloads, payload(jobId, execution));
    LargeBackup backup = LargeBackup.inPlaceOf(registered, segments);
    try (PlanServer s3 = PlanServer.start(backup)) {
      Map<String, String> environment = new HashMap<>(stack.environment(FUNCTION));
      environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
      long begin = System.nanoTime();
      String output = Command.run(java(payloads), environment);
      Duration duration = Duration.ofNanos(System.nanoTime() - begin);
      if (s3.planned() != backup.objects()) {
        throw new BenchFailure(
            "The plan has %d objects of %d".formatted(s3.planned(), backup.objects()));
      }
      return new PlanCost(
          backup.objects(),
          s3.lists(),
          s3.written(),
          ProcessorTime.parse(output).time(),
          duration,
          HeapPeak.parse(output),
          options(environment));
    } finally {
      stepFunctions.stopExecution(r -> r.executionArn(execution));
    }
  }

  private void holdPlans() throws IOException {
    String arn = stepFunctions.listStateMachines().stateMachines().getFirst().stateMachineArn();
    JsonNode definition =
        JSON.readTree(stepFunctions.describeStateMachine(r -> r.stateMachineArn(arn)).definition());
    if (!(definition.path("States") instanceof ObjectNode states) || !states.has(STATE)) {
      throw new BenchFailure("The state machine has no state named " + STATE);
    }
    String next = states.path(STATE).path("Next").asText();
    states.putObject(STATE).put("Type", "Wait").put("Seconds", WAIT_SECONDS).put("Next", next);
    stepFunctions.updateStateMachine(r -> r.stateMachineArn(arn).definition(definition.toString()));
  }

  private String start(Backup registered, String backupId) {
    try {
      return client.restore(registered.clusterId(), backupId, "planned").jobId();
    } catch (DemoFailure e) {
      throw new BenchFailure("The restore was not started: " + e.getMessage(), e);
    }
  }

  private static String payload(String jobId, String execution) {
    return JSON.createObjectNode()
        .put("jobId", jobId)
        .put("run", jobId)
        .put("executionArn", execution)
        .toString();
  }

  private List<String> java(Path payloads) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(OPTIONS);
    words.addAll(
        List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            classPath,
            FunctionProbe.class.getName(),
            "dev.refloat.workflow." + FUNCTION,
            payloads.toString()));
    return words;
  }

  private static String options(Map<String, String> environment) {
    String own = environment.getOrDefault("JAVA_TOOL_OPTIONS", "");
    return String.join(" ", OPTIONS) + (own.isEmpty() ? "" : " " + own);
  }
}
