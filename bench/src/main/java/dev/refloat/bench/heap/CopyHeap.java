package dev.refloat.bench.heap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.run.Command;
import dev.refloat.local.demo.DemoFailure;
import dev.refloat.local.demo.RestoreClient;
import dev.refloat.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Measures the heap of the copy function on the batches of a restore that is real but for the
 * copying: its state machine waits where it would copy, and the function is run here in its place,
 * from the packaged artifact, in a JVM of its own.
 */
public final class CopyHeap {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HANDLER = "dev.refloat.workflow.CopyFunction";
  private static final Duration PLANNED_WITHIN = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int WAIT_SECONDS = 3600;

  private final LocalStack stack;
  private final RestoreClient client;
  private final S3Client s3;
  private final SfnClient stepFunctions;
  private final String classPath;
  private final int limitMiB;

  /**
   * A stack of its own, since its state machine is changed.
   *
   * @param classPath of the function's JVM: the packaged artifact, and the classes of this module
   * @param limitMiB of its heap
   */
  public CopyHeap(
      LocalStack stack,
      RestoreClient client,
      S3Client s3,
      SfnClient stepFunctions,
      String classPath,
      int limitMiB) {
    this.stack = stack;
    this.client = client;
    this.s3 = s3;
    this.stepFunctions = stepFunctions;
    this.classPath = classPath;
    this.limitMiB = limitMiB;
  }

  /** Has the state machine wait in place of copying. */
  public void holdCopies() throws IOException {
    String arn = stepFunctions.listStateMachines().stateMachines().getFirst().stateMachineArn();
    JsonNode definition =
        JSON.readTree(stepFunctions.describeStateMachine(r -> r.stateMachineArn(arn)).definition());
    if (!(definition.at("/States/Collections/ItemProcessor") instanceof ObjectNode collection)
        || !(collection.path("States") instanceof ObjectNode states)) {
      throw new BenchFailure("The state machine has no Map named Collections");
    }
    for (String state : List.of("HowManyBatches", "InOneCall", "Prepare", "Copy")) {
      if (!states.has(state)) {
        throw new BenchFailure("The state machine has no state named " + state);
      }
    }
    // A collection of one batch goes the way of the others.
    states.remove(List.of("HowManyBatches", "InOneCall"));
    collection.put("StartAt", "Prepare");
    states
        .putObject("Copy")
        .put("Type", "Wait")
        .put("Seconds", WAIT_SECONDS)
        .put("Next", "Complete");
    // The error that the states left had caught; the state that deals with it stays reachable.
    stepFunctions.updateStateMachine(r -> r.stateMachineArn(arn).definition(definition.toString()));
  }

  /**
   * Copies every batch of a restore of the backup.
   *
   * @param items objects and ranges that it has
   * @throws BenchFailure where the function fails, out of memory too, or copies less than all
   */
  public HeapPeak measure(Backup backup, String backupId, long items, Path directory)
      throws IOException, InterruptedException {
    String name = "heap-" + backup.workload().name();
    RestoreClient.Started started = start(backup, backupId, name);
    String jobId = started.jobId();
    Path payloads = directory.resolve(name + ".jsonl");
    Files.write(payloads, batches(jobId));
    try {
      Map<String, String> environment = stack.environment("CopyFunction");
      HeapPeak peak = HeapPeak.parse(Command.run(java(payloads), environment));
      requireCopied(started.clusterId() + "/", items);
      return peak;
    } finally {
      stop(jobId);
    }
  }

  private RestoreClient.Started start(Backup backup, String backupId, String name) {
    try {
      return client.restore(backup.clusterId(), backupId, name);
    } catch (DemoFailure e) {
      throw new BenchFailure("The restore was not started: " + e.getMessage(), e);
    }
  }

  /** A function that found nothing to do would take little heap. */
  private void requireCopied(String prefix, long items) {
    String bucket = stack.connection().dataBucket();
    long objects =
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream().count();
    long parts =
        s3.listMultipartUploads(r -> r.bucket(bucket).prefix(prefix)).uploads().stream()
            .mapToLong(
                upload ->
                    s3.listParts(
                            r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()))
                        .parts()
                        .size())
            .sum();
    if (objects + parts != items) {
      throw new BenchFailure(
          "The function copied %d of %d objects and ranges".formatted(objects + parts, items));
    }
  }

  private List<String> java(Path payloads) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + limitMiB + "m",
        // What Lambda's JVM chooses on the share of a processor that 1 GiB of memory buys.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        classPath,
        FunctionProbe.class.getName(),
        HANDLER,
        payloads.toString());
  }

  /** The lines of the plan's batches, once every collection waits to be copied. */
  private List<String> batches(String jobId) throws IOException, InterruptedException {
    long end = System.nanoTime() + PLANNED_WITHIN.toNanos();
    String execution = execution(jobId);
    while (!waits(execution)) {
      if (System.nanoTime() > end) {
        throw new BenchFailure(
            "Nothing waits to be copied within " + PLANNED_WITHIN.toSeconds() + " s: see the logs");
      }
      Thread.sleep(POLL);
    }
    String bucket = stack.environment("CopyFunction").getOrDefault("WORK_BUCKET", "");
    List<String> batches = new ArrayList<>();
    for (S3Object object :
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("plans/" + jobId + "/"))
            .contents()) {
      if (object.key().endsWith("/batches.jsonl")) {
        batches.addAll(lines(bucket, object.key()));
      } else if (object.key().endsWith("/collections.jsonl")) {
        for (String collection : lines(bucket, object.key())) {
          // A collection that takes one batch has no list of them.
          JsonNode only = JSON.readTree(collection).path("onlyBatch");
          if (only.isObject()) {
            batches.add(only.toString());
          }
        }
      }
    }
    return batches;
  }

  private List<String> lines(String bucket, String key) {
    return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String().lines().toList();
  }

  private String execution(String jobId) {
    String machine = stepFunctions.listStateMachines().stateMachines().getFirst().stateMachineArn();
    return stepFunctions.listExecutions(r -> r.stateMachineArn(machine)).executions().stream()
        .filter(found -> found.name().equals(jobId))
        .findFirst()
        .orElseThrow(() -> new BenchFailure("The restore has no execution"))
        .executionArn();
  }

  /** Whether the execution's only collection is in its Wait state. */
  private boolean waits(String executionArn) {
    return stepFunctions.listMapRuns(r -> r.executionArn(executionArn)).mapRuns().stream()
        .flatMap(
            run ->
                stepFunctions
                    .listExecutions(r -> r.mapRunArn(run.mapRunArn()))
                    .executions()
                    .stream())
        .anyMatch(
            child ->
                stepFunctions
                    .getExecutionHistory(
                        r -> r.executionArn(child.executionArn()).reverseOrder(true).maxResults(1))
                    .events()
                    .stream()
                    .anyMatch(event -> event.typeAsString().equals("WaitStateEntered")));
  }

  private void stop(String jobId) {
    stepFunctions.stopExecution(r -> r.executionArn(execution(jobId)));
  }
}
