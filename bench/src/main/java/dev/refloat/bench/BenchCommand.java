package dev.refloat.bench;

import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.cold.ColdStarts;
import dev.refloat.bench.count.CallCounter;
import dev.refloat.bench.planner.PlanCost;
import dev.refloat.bench.report.CaseResult;
import dev.refloat.bench.report.HeapResult;
import dev.refloat.bench.report.Machine;
import dev.refloat.bench.report.Report;
import dev.refloat.bench.run.Peers;
import dev.refloat.bench.run.Server;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole run: cases, then the other measurements, each on a stack of its own, and the report.
 *
 * @param template the system that is measured
 * @param functions has the functions, and this module's counting class
 * @param functionClassPath of a JVM that runs one function: the artifact
 * @param artifact the packaged functions
 * @param runtime jars of Lambda's runtime
 * @param classes of this module
 */
record BenchCommand(
    Path template,
    ClassLoader functions,
    String functionClassPath,
    Path artifact,
    List<Path> runtime,
    Path classes,
    PrintStream out) {
  /** As in the template, where an operator changes nothing. */
  private static final long RANGE_THRESHOLD = 1L << 30;

  private static final long RANGE_BYTES = 512L << 20;

  /**
   * Runs what the options want.
   *
   * @param data an existing directory
   * @param withPeers false to leave them out even where they are installed
   */
  Report run(BenchOptions options, Path data, boolean withPeers)
      throws IOException, InterruptedException {
    return new Report(
        LocalDate.now(ZoneOffset.UTC),
        options.command(),
        options.isFull(),
        Machine.describe(),
        versions(options, withPeers),
        cases(options, data, withPeers),
        options.heap() ? heap(options, data) : List.of(),
        options.planner() ? Optional.of(plan(options, data)) : Optional.empty(),
        options.coldStart() ? Optional.of(coldStart(options, data)) : Optional.empty());
  }

  private static Map<String, String> versions(BenchOptions options, boolean withPeers)
      throws IOException, InterruptedException {
    if (options.workloads().isEmpty()) {
      return Map.of();
    }
    return withPeers ? Peers.versions() : Peers.notInstalled();
  }

  /** Those that fit into memory first, on a stack of their own. */
  private List<CaseResult> cases(BenchOptions options, Path data, boolean withPeers)
      throws IOException, InterruptedException {
    boolean isElsewhere = options.data().isPresent() || options.keep();
    Memory memory = isElsewhere ? Memory.NONE : Memory.ofMachine();
    List<Workload> fitting =
        options.workloads().stream()
            .filter(w -> memory.holds(w, w.parts(RANGE_THRESHOLD, RANGE_BYTES)))
            .toList();
    List<Workload> others = options.workloads().stream().filter(w -> !fitting.contains(w)).toList();
    List<CaseResult> results = new ArrayList<>();
    if (!fitting.isEmpty()) {
      try (var directory = TemporaryDirectory.in(memory.directory())) {
        results.addAll(cases(options, fitting, directory.path(), withPeers, true));
      }
    }
    if (!others.isEmpty()) {
      results.addAll(cases(options, others, data, withPeers, fitting.isEmpty()));
    }
    return results;
  }

  /**
   * Runs cases on one stack.
   *
   * @param isFirst whether the JVM is cold; the classes of another stack are the same
   */
  private List<CaseResult> cases(
      BenchOptions options,
      List<Workload> workloads,
      Path directory,
      boolean withPeers,
      boolean isFirst)
      throws IOException, InterruptedException {
    try (BenchStack stack =
        BenchStack.start(
            template, directory.resolve("stack"), functions, RANGE_THRESHOLD, RANGE_BYTES)) {
      var peers = new Peers(Server.of(stack.connection()), directory);
      var bench =
          new Bench(
              stack, CallCounter.of(functions), withPeers ? peers.installed() : List.of(), out);
      if (isFirst) {
        bench.warmUp(options.scale());
      }
      List<CaseResult> results = new ArrayList<>();
      for (Workload workload : workloads) {
        results.add(bench.run(workload, workload.rounds(options.rounds())));
      }
      return results;
    }
  }

  private PlanCost plan(BenchOptions options, Path data) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(data.resolve("planner"));
    try (BenchStack stack =
        BenchStack.start(
            template, directory.resolve("stack"), functions, RANGE_THRESHOLD, RANGE_BYTES)) {
      return new PlanBench(stack, functionClassPath + File.pathSeparator + classes, out)
          .run(options.scale(), directory);
    }
  }

  private ColdStarts coldStart(BenchOptions options, Path data)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(data.resolve("cold-start"));
    try (BenchStack stack =
        BenchStack.start(
            template, directory.resolve("stack"), functions, RANGE_THRESHOLD, RANGE_BYTES)) {
      return new ColdBench(stack, artifact, runtime, out).run(options.coldStarts(), directory);
    }
  }

  private List<HeapResult> heap(BenchOptions options, Path data)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(data.resolve("heap"));
    try (BenchStack stack =
        BenchStack.start(
            template,
            directory.resolve("stack"),
            functions,
            HeapBench.RANGE_BYTES,
            HeapBench.RANGE_BYTES)) {
      return new HeapBench(stack, functionClassPath + File.pathSeparator + classes, out)
          .run(options.scale(), directory);
    }
  }
}
