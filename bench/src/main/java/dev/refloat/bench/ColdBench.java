package dev.refloat.bench;

import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.cases.BackupWriter;
import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.cold.ColdStarts;
import dev.refloat.bench.cold.Measurement;
import dev.refloat.bench.run.ListedBackup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Measures the start of the function that starts restores. */
final class ColdBench {
  /** What is restored has next to nothing in it. */
  private static final Workload SMALL = new Workload("cold", 1, 1, 10, 1, 1_000);

  private final BenchStack stack;
  private final Path artifact;
  private final List<Path> runtime;
  private final PrintStream out;

  /**
   * @param artifact the packaged functions
   * @param runtime jars of Lambda's runtime
   */
  ColdBench(BenchStack stack, Path artifact, List<Path> runtime, PrintStream out) {
    this.stack = stack;
    this.artifact = artifact;
    this.runtime = List.copyOf(runtime);
    this.out = out;
  }

  ColdStarts run(int rounds, Path directory) throws IOException, InterruptedException {
    Backup backup =
        new BackupWriter(stack.s3(), stack.connection().backupBucket())
            .write(SMALL, stack.connection().projectId(), "in01-coldstart0001");
    String backupId = ListedBackup.await(stack.client(), backup);
    return new Measurement(stack.local(), stack.client(), artifact, runtime, directory, out)
        .run(backup, backupId, rounds);
  }
}
