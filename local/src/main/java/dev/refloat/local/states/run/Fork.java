package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the branches or iterations of a state at once. When one fails, the others are told to stop.
 */
final class Fork {

  /** One branch or iteration. */
  interface Part {
    JsonNode run(int index, StopSignal stop);
  }

  private final Part part;
  private final StopSignal stop;
  private final JsonNode[] results;
  private final AtomicInteger next = new AtomicInteger();
  private @Nullable RuntimeException failure;

  private Fork(int count, StopSignal stop, Part part) {
    this.part = part;
    this.stop = stop;
    this.results = new JsonNode[count];
  }

  /**
   * Runs the parts in their order, at most {@code limit} at the same time, and waits until none
   * runs any more.
   *
   * @return the results in the order of the parts
   * @throws RuntimeException the first failure of a part
   */
  static ArrayNode run(int count, int limit, StopSignal around, Part part) {
    try (StopSignal stop = around.child()) {
      Fork fork = new Fork(count, stop, part);
      fork.runAll(Math.min(count, limit));
      fork.throwFailure();
      around.check();
      ArrayNode all = JsonNodeFactory.instance.arrayNode(count);
      for (JsonNode result : fork.results) {
        all.add(result);
      }
      return all;
    }
  }

  private void runAll(int workers) {
    CountDownLatch done = new CountDownLatch(workers);
    for (int i = 0; i < workers; i++) {
      Thread.ofVirtual()
          .name("branch")
          .start(
              () -> {
                try {
                  work();
                } finally {
                  done.countDown();
                }
              });
    }
    Uninterrupted.await(done);
  }

  private void work() {
    for (int i = next.getAndIncrement();
        i < results.length && !stop.isStopped();
        i = next.getAndIncrement()) {
      try {
        results[i] = part.run(i, stop);
      } catch (Stopped stopped) {
        return;
      } catch (RuntimeException e) {
        fail(e);
      } catch (StackOverflowError e) {
        fail(new IllegalStateException("A branch nests too deep", e));
      }
    }
  }

  /** Keeps the first failure and stops the other parts. */
  private void fail(RuntimeException e) {
    synchronized (this) {
      if (failure == null) {
        failure = e;
      }
    }
    stop.stop(new Stopped(Stopped.Reason.SIBLING_FAILED, null, null));
  }

  private synchronized void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }
}
