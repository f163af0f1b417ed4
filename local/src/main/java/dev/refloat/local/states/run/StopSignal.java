package dev.refloat.local.states.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an execution, and everything below it, to stop. Signals form a tree: stopping one stops
 * those below. All of a tree share one lock, so between the check and the start of a task no stop
 * can slip in.
 */
final class StopSignal implements AutoCloseable {

  private final Object lock;
  private final @Nullable StopSignal parent;
  private final Set<StopSignal> children = new HashSet<>();
  private final Set<Waiter> waiting = new HashSet<>();
  private @Nullable Stopped stopped;

  /** One that waits; each is different from every other. */
  private static final class Waiter {
    private final CompletableFuture<?> gate;

    private Waiter(CompletableFuture<?> gate) {
      this.gate = gate;
    }
  }

  private StopSignal(Object lock, @Nullable StopSignal parent) {
    this.lock = lock;
    this.parent = parent;
  }

  static StopSignal root() {
    return new StopSignal(new Object(), null);
  }

  /** A signal below this one; already stopped when this one is. Closing it lets go of it. */
  StopSignal child() {
    synchronized (lock) {
      StopSignal child = new StopSignal(lock, this);
      child.stopped = stopped;
      children.add(child);
      return child;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (parent != null) {
        parent.children.remove(this);
      }
    }
  }

  /** Stops, unless that has happened; the first reason stays. */
  void stop(Stopped reason) {
    List<Waiter> awake = new ArrayList<>();
    synchronized (lock) {
      stop(reason, awake);
    }
    // Outside of the lock: what waits goes on in this thread's call.
    awake.forEach(waiter -> waiter.gate.completeExceptionally(reason));
  }

  private void stop(Stopped reason, List<Waiter> awake) {
    if (stopped == null) {
      stopped = reason;
      awake.addAll(waiting);
      children.forEach(child -> child.stop(reason, awake));
    }
  }

  boolean isStopped() {
    synchronized (lock) {
      return stopped != null;
    }
  }

  /** Goes on only while not stopped. */
  void check() {
    synchronized (lock) {
      if (stopped != null) {
        throw stopped;
      }
    }
  }

  /** Runs a short action that must not happen after a stop. */
  void unlessStopped(Runnable action) {
    synchronized (lock) {
      check();
      action.run();
    }
  }

  /** Waits for the future, or throws when stopped before it is done. */
  <T> T await(CompletableFuture<T> future) {
    CompletableFuture<T> gate = future.copy();
    Waiter waiter = new Waiter(gate);
    synchronized (lock) {
      check();
      waiting.add(waiter);
    }
    try {
      return gate.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      synchronized (lock) {
        waiting.remove(waiter);
      }
    }
  }
}
