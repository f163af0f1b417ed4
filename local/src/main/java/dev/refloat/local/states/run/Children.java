package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.Flow;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.Fingerprint;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.Replay;
import dev.refloat.local.states.history.Status;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The child executions of one Map Run: at most so many at a time, and none any more once the
 * tolerated failures are exceeded or the execution above is stopped.
 */
final class Children {

  /** The most children that a distributed Map runs at a time. */
  private static final int MOST_AT_ONCE = 10_000;

  /** How long an Express execution may take. */
  private static final Duration EXPRESS_LIMIT = Duration.ofMinutes(5);

  private final Execution parent;
  private final Flow flow;
  private final MapSettings settings;
  private final MapRunLog run;
  private final StopSignal stop;
  private final long totalItems;
  private final int limit;
  private final Semaphore places;
  private @Nullable RuntimeException broken;
  private long failedItems;
  private boolean exceeded;

  Children(
      Execution parent,
      Flow flow,
      MapSettings settings,
      MapRunLog run,
      StopSignal stop,
      long totalItems) {
    this.parent = parent;
    this.flow = flow;
    this.settings = settings;
    this.run = run;
    this.stop = stop;
    this.totalItems = totalItems;
    this.limit =
        settings.maxConcurrency() == 0
            ? MOST_AT_ONCE
            : (int) Math.min(settings.maxConcurrency(), MOST_AT_ONCE);
    this.places = new Semaphore(limit);
  }

  /**
   * Starts the child at this place as soon as there is room; one that succeeded in an earlier run
   * is left as it is.
   *
   * @return false when no more children shall be started
   */
  boolean start(int index, ChildInputs.Child child) {
    ExecutionLog earlier = run.child(index);
    if (earlier != null && earlier.status() == Status.SUCCEEDED) {
      return !stop.isStopped();
    }
    // Children end soon after a stop, so this wait does too.
    places.acquireUninterruptibly();
    try {
      stop.unlessStopped(() -> launch(index, child, earlier));
      return true;
    } catch (Stopped stopped) {
      places.release();
      return false;
    }
  }

  /** Waits until no child runs any more. */
  void awaitAll() {
    places.acquireUninterruptibly(limit);
    synchronized (this) {
      if (broken != null) {
        throw broken;
      }
    }
  }

  /** Whether more items failed than are tolerated. */
  synchronized boolean exceeded() {
    return exceeded;
  }

  private void launch(int index, ChildInputs.Child child, @Nullable ExecutionLog earlier) {
    StopSignal own = stop.child();
    Execution execution = execution(index, child, earlier, own);
    Thread.ofVirtual().name("child").start(() -> runToEnd(execution));
  }

  private Execution execution(
      int index, ChildInputs.Child child, @Nullable ExecutionLog earlier, StopSignal own) {
    ExecutionLog log;
    Replay replay = Replay.none();
    JsonNode input = child.input();
    if (earlier != null
        && !earlier.express()
        && earlier.eventCount() < ExecutionLog.MOST_EVENTS - 1) {
      log = earlier;
      replay = Replay.of(log);
      log.redrive(parent.services().time().instant());
    } else {
      log = parent.log().tree().start(newChild(index, child));
    }
    return new Execution(parent.services(), log, flow, input, parent.roleArn(), own, replay);
  }

  private ExecutionStart newChild(int index, ChildInputs.Child child) {
    ExecutionLog root = parent.log().tree().root();
    String machine = Arns.lastPart(root.machineArn());
    String name = Fingerprint.newName(root.arn());
    Arns arns = parent.services().arns();
    return new ExecutionStart(
        arns.childOf(machine, run.start().label(), name),
        name,
        arns.machine(machine + "/" + run.start().label()),
        parent.roleArn(),
        run.start().express(),
        parent.services().time().instant(),
        Values.text(child.input()),
        null,
        run.start().arn(),
        index,
        child.items());
  }

  private void runToEnd(Execution execution) {
    try {
      execution.run(execution.log().express() ? EXPRESS_LIMIT : null);
      if (execution.log().status() != Status.SUCCEEDED) {
        failed(execution.log());
      }
    } catch (RuntimeException e) {
      // Nothing but a journal that cannot be written gets here: the whole execution cannot go on.
      note(e);
      stop.stop(new Stopped(Stopped.Reason.ABORTED, null, null));
    } finally {
      execution.stop().close();
      places.release();
    }
  }

  private synchronized void note(RuntimeException e) {
    if (broken == null) {
      broken = e;
    }
  }

  private void failed(ExecutionLog log) {
    boolean stopAll;
    synchronized (this) {
      // What a stop from outside aborted is no failure of its own.
      if (!stop.isStopped()) {
        failedItems += log.items();
        exceeded |= settings.exceededBy(failedItems, totalItems);
      }
      stopAll = exceeded;
    }
    if (stopAll) {
      stop.stop(new Stopped(Stopped.Reason.ABORTED, null, null));
    }
  }
}
