package dev.refloat.bench;

import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.cases.BackupWriter;
import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.planner.PlanCost;
import dev.refloat.bench.planner.PlanRun;
import dev.refloat.bench.run.ListedBackup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Measures the plan of ten million objects. */
final class PlanBench {
  /** Of ten objects each. */
  private static final int SEGMENTS = 1_000_000;

  /** What is registered, so that its restore can be asked for. */
  private static final Workload SMALL = new Workload("planner", 1, 1, 10, 1, 1_000);

  private final BenchStack stack;
  private final String classPath;
  private final PrintStream out;

  /**
   * @param classPath of the function's JVM
   */
  PlanBench(BenchStack stack, String classPath, PrintStream out) {
    this.stack = stack;
    this.classPath = classPath;
    this.out = out;
  }

  PlanCost run(double scale, Path directory) throws IOException, InterruptedException {
    int segments = (int) Math.max(1, Math.round(SEGMENTS * scale));
    out.println(String.format(Locale.ROOT, "Planning %,d segments of ten objects", segments));
    Backup backup =
        new BackupWriter(stack.s3(), stack.connection().backupBucket())
            .write(SMALL, stack.connection().projectId(), "in01-planner000001");
    String backupId = ListedBackup.await(stack.client(), backup);
    return new PlanRun(stack.local(), stack.client(), stack.stepFunctions(), classPath)
        .measure(backup, backupId, segments, directory);
  }
}
