package dev.refloat.bench;

import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.cases.BackupWriter;
import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.heap.CopyHeap;
import dev.refloat.bench.report.HeapResult;
import dev.refloat.bench.run.ListedBackup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the heap of the copy function on a full batch of whole objects, and on one of ranges.
 */
final class HeapBench {
  /** The smallest that S3 takes, so that a batch of many ranges needs few bytes. */
  static final long RANGE_BYTES = 5L << 20;

  /** What a plan puts into one batch. */
  private static final int ITEMS = 500;

  private static final int FIELDS = 10;

  /** Below the 256 MiB that are the bound. */
  private static final int LIMIT_MIB = 192;

  private final BenchStack stack;
  private final String classPath;
  private final PrintStream out;

  /**
   * @param stack cuts objects above one range
   * @param classPath of the function's JVM
   */
  HeapBench(BenchStack stack, String classPath, PrintStream out) {
    this.stack = stack;
    this.classPath = classPath;
    this.out = out;
  }

  List<HeapResult> run(double scale, Path directory) throws IOException, InterruptedException {
    var heap =
        new CopyHeap(
            stack.local(), stack.client(), stack.s3(), stack.stepFunctions(), classPath, LIMIT_MIB);
    heap.holdCopies();
    int segments = ITEMS / FIELDS;
    var whole =
        new Workload("whole", 1, segments, FIELDS, 1, Workload.SMALL.objectBytes()).scaled(scale);
    var ranges = new Workload("ranges", 1, 1, 1, 1, RANGE_BYTES * ITEMS).scaled(scale);
    List<HeapResult> results = new ArrayList<>();
    results.add(measure(heap, whole, whole.objects(), " objects", directory));
    results.add(
        measure(
            heap,
            ranges,
            Math.max(1, ranges.parts(RANGE_BYTES, RANGE_BYTES)),
            " ranges of one object",
            directory));
    return results;
  }

  private HeapResult measure(
      CopyHeap heap, Workload workload, long items, String kind, Path directory)
      throws IOException, InterruptedException {
    String batch = items + kind;
    out.println("Heap of Copy: a batch of " + batch);
    Backup backup =
        new BackupWriter(stack.s3(), stack.connection().backupBucket())
            .write(workload, stack.connection().projectId(), "in01-" + workload.name() + "000001");
    String backupId = ListedBackup.await(stack.client(), backup);
    return new HeapResult(batch, heap.measure(backup, backupId, items, directory));
  }
}
