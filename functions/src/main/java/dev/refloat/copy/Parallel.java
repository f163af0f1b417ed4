package dev.refloat.copy;

import dev.refloat.platform.Refused;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does many tasks at once on virtual threads, until all are done, one fails or the time is up. Then
 * it starts no more, lets those in flight end, and throws.
 */
final class Parallel {
  /**
   * Nothing is started in the last 90 s: a server-side copy of 5 GiB takes about a minute, and one
   * that is cut off has to be done again.
   */
  static final Duration RESERVE = Duration.ofSeconds(90);

  /** What still runs 15 s before the end is given up, so that there is time to record the rest. */
  static final Duration GIVE_UP = Duration.ofSeconds(15);

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration INTERRUPTED_END = Duration.ofSeconds(3);

  private final Deadline deadline;
  private final Semaphore room;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Parallel(int most, Deadline deadline) {
    this.room = new Semaphore(most);
    this.deadline = deadline;
  }

  /** A task; it should send nothing more once {@code stopped} is true. */
  interface Task<T> {
    void run(T work, BooleanSupplier stopped);
  }

  <T> void forEach(Iterator<T> work, Task<T> task) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      while (work.hasNext() && mayStart()) {
        T next = work.next();
        threads.execute(() -> attempt(next, task));
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      await(threads);
    }
    rethrow();
  }

  private <T> void attempt(T work, Task<T> task) {
    try {
      task.run(work, this::isStopped);
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      room.release();
    }
  }

  private boolean isStopped() {
    return failure.get() != null;
  }

  private boolean mayStart() {
    try {
      while (!isStopped()) {
        if (deadline.isWithin(RESERVE)) {
          fail(new OutOfTime());
        } else if (room.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new OutOfTime());
    }
    return false;
  }

  private void await(ExecutorService threads) {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (deadline.isWithin(RESERVE)) {
          // Those in flight go on; those that wait for their next attempt end here.
          fail(new OutOfTime());
        }
        if (deadline.isWithin(GIVE_UP)) {
          threads.shutdownNow();
          threads.awaitTermination(INTERRUPTED_END.toMillis(), TimeUnit.MILLISECONDS);
          return;
        }
      }
    } catch (InterruptedException e) {
      fail(new OutOfTime());
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** The first failure is the one that counts, but for a refusal: that is final. */
  private void fail(Throwable e) {
    failure.accumulateAndGet(
        e,
        (old, added) ->
            old == null || (added instanceof Refused && !(old instanceof Refused)) ? added : old);
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
