package dev.refloat.copy;

import static java.util.Objects.requireNonNullElse;

import dev.refloat.platform.Refused;
import dev.refloat.platform.Time;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Does many tasks at once on virtual threads, until all are done, one fails, the watch says so or
 * the time is up. Then it starts no more, lets those in flight end, and throws.
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

  private static final Logger LOG = LoggerFactory.getLogger(Parallel.class);

  private final Deadline deadline;
  private final int most;
  private final Time time;
  private final Watch watch;
  private final ReentrantLock taking = new ReentrantLock();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Parallel(int most, Deadline deadline, Time time) {
    this(most, deadline, time, Watch.NONE);
  }

  Parallel(int most, Deadline deadline, Time time, Watch watch) {
    this.most = most;
    this.deadline = deadline;
    this.time = time;
    this.watch = watch;
  }

  /** A task; it should send nothing more once {@code stopped} is true. */
  interface Task<T> {
    void run(T work, BooleanSupplier stopped);
  }

  <T> void forEach(Iterator<T> work, Task<T> task) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Map<String, String> named = requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
    try {
      for (int i = 0; i < most; i++) {
        threads.execute(
            () -> {
              // What is logged there is about the same job and batch.
              MDC.setContextMap(named);
              workOff(work, task);
            });
      }
    } finally {
      await(threads);
    }
    rethrow();
  }

  /**
   * One of the threads. It does one task after the other: the SDK keeps parsers and digests per
   * thread, which are expensive to make.
   */
  private <T> void workOff(Iterator<T> work, Task<T> task) {
    try {
      for (Optional<T> next = next(work); next.isPresent(); next = next(work)) {
        task.run(next.get(), this::isStopped);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private <T> Optional<T> next(Iterator<T> work) {
    taking.lock();
    try {
      if (isStopped() || !work.hasNext()) {
        return Optional.empty();
      }
      if (deadline.isWithin(RESERVE)) {
        fail(new OutOfTime());
        return Optional.empty();
      }
      return Optional.of(work.next());
    } finally {
      taking.unlock();
    }
  }

  private boolean isStopped() {
    return failure.get() != null;
  }

  private void await(ExecutorService threads) {
    threads.shutdown();
    try {
      while (!time.awaitEnd(threads, TICK)) {
        look();
        if (deadline.isWithin(RESERVE)) {
          // Those in flight go on; those that wait for their next attempt end here.
          fail(new OutOfTime());
        }
        if (deadline.isWithin(GIVE_UP)) {
          threads.shutdownNow();
          time.awaitEnd(threads, INTERRUPTED_END);
          return;
        }
      }
    } catch (InterruptedException e) {
      fail(new OutOfTime());
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** A look that fails for another reason than what it looks for is not the end of the work. */
  private void look() {
    try {
      watch.look();
    } catch (Refused e) {
      fail(e);
    } catch (SdkException e) {
      LOG.atWarn().setCause(e).log("Could not look whether the work is still wanted");
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
