package dev.refloat.bench.cold;

import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.run.Command;
import dev.refloat.local.demo.RestoreClient;
import dev.refloat.local.lambda.TaskRoot;
import dev.refloat.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures every way to start, one after the other in each round, on a stack of its own. The stack
 * is warm: its servers have answered before.
 */
public final class Measurement {
  private static final String FUNCTION = "RestoreClusterFunction";
  private static final String HANDLER = "dev.refloat.api." + FUNCTION;

  /** Of Linux. */
  private static final String PIN = "taskset";

  private final LocalStack stack;
  private final RestoreClient client;
  private final Path artifact;
  private final List<Path> runtime;
  private final Path directory;
  private final PrintStream out;

  /**
   * @param artifact the packaged functions
   * @param runtime jars of Lambda's runtime
   * @param directory an existing one, in which nothing is yet
   */
  public Measurement(
      LocalStack stack,
      RestoreClient client,
      Path artifact,
      List<Path> runtime,
      Path directory,
      PrintStream out) {
    this.stack = stack;
    this.client = client;
    this.artifact = artifact;
    this.runtime = List.copyOf(runtime);
    this.directory = directory;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param rounds an odd number
   */
  public ColdStarts run(Backup backup, String backupId, int rounds)
      throws IOException, InterruptedException {
    boolean isPinned = Command.exists(PIN);
    Map<String, String> environment = stack.environment(FUNCTION);
    StartCommand commands =
        new StartCommand(
            HANDLER,
            "-XX:MaxHeapSize=" + heapKib(environment) + "k",
            artifact,
            runtime,
            directory.resolve("functions.aot"),
            isPinned ? List.of(PIN, "-c", "0") : List.of());
    ColdRuns runs =
        new ColdRuns(
            new RestoreEvents(stack, backup, backupId),
            client,
            commands,
            environment,
            TaskRoot.unpack(artifact, directory.resolve("task")),
            Files.createDirectories(directory.resolve("empty")),
            directory.resolve("function.log"));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    out.println("Training run");
    runs.train();
    // Once without a time, so that nobody is the first to read the files.
    for (Start start : Start.values()) {
      runs.run(start);
    }
    Map<Start, List<StartTime>> times = new EnumMap<>(Start.class);
    for (int round = 1; round <= rounds; round++) {
      for (Start start : Start.values()) {
        StartTime time = runs.run(start);
        times.computeIfAbsent(start, _ -> new ArrayList<>()).add(time);
        out.println(
            String.format(
                Locale.ROOT,
                "round %d  %-24s %5d ms, processor %5d ms",
                round,
                start.title(),
                time.clock().toMillis(),
                time.processor().toMillis()));
      }
    }
    return new ColdStarts(
        FUNCTION, times, options(commands), isPinned ? "one processor" : "all processors", load);
  }

  private Map<Start, String> options(StartCommand commands) {
    Map<Start, String> options = new EnumMap<>(Start.class);
    for (Start start : Start.values()) {
      // Paths are of one machine.
      options.put(
          start, String.join(" ", commands.options(start)).replace(directory.toString() + "/", ""));
    }
    return options;
  }

  /** As Lambda takes it from the memory. */
  private static long heapKib(Map<String, String> environment) {
    int memory =
        Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
    return (long) (memory * 0.85 * 1024);
  }
}
