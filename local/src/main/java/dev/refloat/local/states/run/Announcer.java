package dev.refloat.local.states.run;

import dev.refloat.local.states.ExecutionStatusChange;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.history.ExecutionTree;
import dev.refloat.local.states.history.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener of status changes. That an end has been told is noted only after the listener
 * has returned, so a crash in between tells it again. A listener that fails is asked again a few
 * times, and then at the next start.
 */
public final class Announcer {

  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);

  private final Consumer<ExecutionStatusChange> listener;
  private final ExecutionStore store;
  private final Time time;

  public Announcer(Consumer<ExecutionStatusChange> listener, ExecutionStore store, Time time) {
    this.listener = listener;
    this.store = store;
    this.time = time;
  }

  void running(ExecutionTree tree) {
    tell(change(tree.root()));
  }

  /**
   * Tells the end of the tree's top-level execution, unless that is known to have been told, and
   * settles the tree.
   */
  void ended(ExecutionTree tree) {
    ExecutionLog root = tree.root();
    int redrives = root.redriveCount();
    ExecutionStatusChange change = change(root);
    Duration delay = FIRST_DELAY;
    boolean told = root.isTold() || tell(change);
    for (int attempt = 1; !told && attempt < ATTEMPTS; attempt++) {
      CompletableFuture<Boolean> over = new CompletableFuture<>();
      try (Time.Alarm _ = time.after(delay, () -> over.complete(true))) {
        over.join();
      }
      delay = delay.multipliedBy(2);
      told = tell(change);
    }
    // A redrive may have begun meanwhile; then the end to come is the one to settle.
    synchronized (tree) {
      if (told && root.redriveCount() == redrives) {
        if (!root.isTold()) {
          root.told();
        }
        store.settle(tree);
      }
    }
  }

  private boolean tell(ExecutionStatusChange change) {
    try {
      listener.accept(change);
      return true;
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("executionArn", change.executionArn())
          .addKeyValue("status", change.status())
          .setCause(e)
          .log("The listener of execution status changes failed");
      return false;
    }
  }

  private static ExecutionStatusChange change(ExecutionLog root) {
    ExecutionStart start = root.start();
    End end = root.end();
    return new ExecutionStatusChange(
        start.arn(),
        start.machineArn(),
        start.name(),
        (end == null ? Status.RUNNING : end.status()).name(),
        start.startDate(),
        end == null ? null : end.stopDate(),
        start.input(),
        end == null ? null : end.output(),
        end == null ? null : end.error(),
        end == null ? null : end.cause());
  }
}
