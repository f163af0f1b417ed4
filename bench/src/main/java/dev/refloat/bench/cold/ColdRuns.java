package dev.refloat.bench.cold;

import dev.refloat.bench.BenchFailure;
import dev.refloat.local.demo.DemoFailure;
import dev.refloat.local.demo.RestoreClient;
import dev.refloat.local.lambda.FunctionProcess;
import dev.refloat.local.lambda.InitFailed;
import dev.refloat.local.lambda.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the function, has it start a restore, and takes the time to its answer. The restore is
 * awaited, so that nothing else goes on when the next time is taken.
 */
final class ColdRuns {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final RestoreEvents events;
  private final RestoreClient client;
  private final StartCommand commands;
  private final Map<String, String> environment;
  private final Path task;
  private final Path empty;
  private final Path log;
  private int restores;

  /**
   * @param environment of the function
   * @param task the unpacked artifact, in which it works where it has no archive
   * @param empty a directory in which it works else
   */
  ColdRuns(
      RestoreEvents events,
      RestoreClient client,
      StartCommand commands,
      Map<String, String> environment,
      Path task,
      Path empty,
      Path log) {
    this.events = events;
    this.client = client;
    this.commands = commands;
    this.environment = Map.copyOf(environment);
    this.task = task;
    this.empty = empty;
    this.log = log;
  }

  /**
   * Makes the cache.
   *
   * @throws BenchFailure where the JVM makes none
   */
  void train() throws IOException, InterruptedException {
    try (FunctionProcess process = start(commands.training(), empty, "on-demand")) {
      await(process.call(nextEvent(), PATIENCE));
      if (!process.stop(PATIENCE)) {
        throw new BenchFailure("The training run did not end: see " + log);
      }
    }
    if (!Files.isRegularFile(commands.cache())) {
      throw new BenchFailure("The training run made no cache: see " + log);
    }
  }

  StartTime run(Start start) throws IOException, InterruptedException {
    String type = start.isRestored() ? "snap-start" : "on-demand";
    byte[] event = nextEvent();
    long begin = System.nanoTime();
    Duration before = Duration.ZERO;
    try (FunctionProcess process =
        start(commands.of(start), start.isUnpacked() ? task : empty, type)) {
      if (start.isRestored()) {
        process.awaitSnapshot();
        before = process.processorTime();
        begin = System.nanoTime();
        process.restore();
      }
      Invocation end = process.call(event, PATIENCE);
      Duration clock = Duration.ofNanos(System.nanoTime() - begin);
      StartTime time = new StartTime(clock, process.processorTime().minus(before));
      await(end);
      return time;
    } catch (InitFailed e) {
      throw new BenchFailure("The function did not start: see " + log, e);
    }
  }

  private byte[] nextEvent() {
    restores++;
    return events.of("cold-" + restores);
  }

  private FunctionProcess start(List<String> command, Path directory, String type) {
    return FunctionProcess.start(
        new FunctionProcess.Launch(
            "arn", command, api -> environment(directory, type, api), directory, log));
  }

  private Map<String, String> environment(Path directory, String type, String api) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", api);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", type);
    all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    all.put("_HANDLER", commands.handler());
    all.put("LAMBDA_TASK_ROOT", directory.toString());
    return all;
  }

  private void await(Invocation started) throws IOException, InterruptedException {
    String jobId = RestoreEvents.jobId(started);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!client.job(jobId).ended()) {
        if (System.nanoTime() > end) {
          throw new BenchFailure("Job " + jobId + " did not end");
        }
        Thread.sleep(POLL);
      }
    } catch (DemoFailure e) {
      throw new BenchFailure("The job was not shown: " + e.getMessage(), e);
    }
  }
}
