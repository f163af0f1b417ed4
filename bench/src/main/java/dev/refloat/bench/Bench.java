package dev.refloat.bench;

import dev.refloat.bench.cases.Backup;
import dev.refloat.bench.cases.BackupWriter;
import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.count.CallCounter;
import dev.refloat.bench.count.Counts;
import dev.refloat.bench.count.Requests;
import dev.refloat.bench.count.TransitionCounter;
import dev.refloat.bench.report.CaseResult;
import dev.refloat.bench.run.Contestant;
import dev.refloat.bench.run.Destination;
import dev.refloat.bench.run.Executions;
import dev.refloat.bench.run.Peer;
import dev.refloat.bench.run.Race;
import dev.refloat.bench.run.RefloatRestore;
import dev.refloat.bench.run.Run;
import dev.refloat.bench.run.Times;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the cases on one stack, one after the other. */
final class Bench {
  /** Collections of several batches, and collections that are restored in one call each. */
  private static final List<Workload> WARM_UPS =
      List.of(
          new Workload("batches", 2, 100, 5, 2, Workload.SMALL.objectBytes()),
          new Workload("calls", 4, 40, 5, 2, Workload.SMALL.objectBytes()));

  /**
   * Restores of each. The JVM, which has the server too, goes on compiling for some twenty of them;
   * the last take a fifth of the time of the first.
   */
  private static final int WARM_UP_ROUNDS = 15;

  private final BenchStack stack;
  private final CallCounter counter;
  private final List<Contestant> contestants;
  private final PrintStream out;

  Bench(BenchStack stack, CallCounter counter, List<Peer> peers, PrintStream out) {
    this.stack = stack;
    this.counter = counter;
    this.contestants =
        new ArrayList<>(
            List.of(new RefloatRestore(stack.client(), new Executions(stack.stepFunctions()))));
    this.contestants.addAll(peers);
    this.out = out;
  }

  /** Has everybody run, so that no case is the first, and Refloat until it gets no faster. */
  void warmUp(double scale) throws IOException, InterruptedException {
    int rounds = (int) Math.max(1, Math.round(WARM_UP_ROUNDS * scale));
    for (Workload workload : WARM_UPS) {
      Workload scaled = workload.scaled(scale);
      run(scaled, 1);
      Workload again = scaled.named(workload.name() + "again");
      out.println("Restoring " + again.title() + " " + rounds + " times");
      Backup backup = write(again);
      for (int round = 0; round < rounds; round++) {
        destination().clear(contestants.getFirst().run(backup, round).prefix());
      }
      remove(backup);
    }
  }

  CaseResult run(Workload workload, int rounds) throws IOException, InterruptedException {
    out.println("Writing " + workload.title() + " (" + workload.name() + ")");
    Backup backup = write(workload);
    AtomicReference<Requests> before = new AtomicReference<>(counter.read());
    AtomicReference<Requests> during = new AtomicReference<>(new Requests(Map.of()));
    AtomicReference<String> jobId = new AtomicReference<>("");
    Map<Contestant, Times> times =
        new Race(destination(), out)
            .run(
                backup,
                contestants,
                rounds,
                stack.freeBytes() / 2,
                run -> watch(run, before, during, jobId));
    remove(backup);
    return new CaseResult(
        workload,
        stack.fileSystem(),
        times,
        new Counts(
            workload,
            during.get(),
            TransitionCounter.count(stack.stepFunctions(), jobId.get()),
            stack.connection().dataBucket(),
            workload.parts(stack.rangeThreshold(), stack.rangeBytes())));
  }

  private Backup write(Workload workload) throws IOException {
    return new BackupWriter(stack.s3(), stack.connection().backupBucket())
        .write(workload, stack.connection().projectId(), "in01-" + workload.name() + "000001");
  }

  private void remove(Backup backup) {
    new Destination(stack.s3(), backup.bucket()).clear(backup.prefix());
  }

  private Destination destination() {
    return new Destination(stack.s3(), stack.connection().dataBucket());
  }

  private void watch(
      Run run,
      AtomicReference<Requests> before,
      AtomicReference<Requests> during,
      AtomicReference<String> jobId) {
    if (!run.jobId().isEmpty()) {
      Requests now = counter.read();
      during.set(now.since(before.get()));
      before.set(now);
      jobId.set(run.jobId());
    }
  }
}
