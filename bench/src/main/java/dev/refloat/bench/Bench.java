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
  /** Enough that the JVM has compiled what is called for each object. */
  private static final Workload WARM_UP =
      new Workload("warmup", 2, 100, 5, 2, Workload.SMALL.objectBytes());

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

  /** Has everybody run once, so that no case is the first. */
  void warmUp(double scale) throws IOException, InterruptedException {
    run(WARM_UP.scaled(scale), 1);
  }

  CaseResult run(Workload workload, int rounds) throws IOException, InterruptedException {
    out.println("Writing " + workload.title() + " (" + workload.name() + ")");
    Backup backup =
        new BackupWriter(stack.s3(), stack.connection().backupBucket())
            .write(workload, stack.connection().projectId(), "in01-" + workload.name() + "000001");
    var copies = new Destination(stack.s3(), stack.connection().dataBucket());
    AtomicReference<Requests> before = new AtomicReference<>(counter.read());
    AtomicReference<Requests> during = new AtomicReference<>(new Requests(Map.of()));
    AtomicReference<String> jobId = new AtomicReference<>("");
    Map<Contestant, Times> times =
        new Race(copies, out)
            .run(backup, contestants, rounds, run -> watch(run, before, during, jobId));
    new Destination(stack.s3(), backup.bucket()).clear(backup.prefix());
    return new CaseResult(
        workload,
        times,
        new Counts(
            workload,
            during.get(),
            TransitionCounter.count(stack.stepFunctions(), jobId.get()),
            stack.connection().dataBucket(),
            workload.parts(stack.rangeThreshold(), stack.rangeBytes())));
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
