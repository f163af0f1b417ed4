package dev.refloat.bench.scale.time;

import dev.refloat.local.states.run.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still as long as any thread has something to do, and then goes on to the next
 * moment for which one waits. So what takes an hour in AWS takes as long as the computing in it.
 *
 * <p>The threads are the virtual ones that {@link #start} starts, and those that they start. They
 * run one at a time, in an order that only depends on what they do. They must wait by this clock,
 * for each other, or in {@link #outside}; one that sleeps by the machine's clock would find that
 * hours have passed.
 *
 * <p>Moments are whole milliseconds: a wait is rounded to the nearest, but never to none.
 */
public final class VirtualClock implements Time, dev.refloat.platform.Time, AutoCloseable {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final long TICK_NANOS = 1_000_000;

  private final PriorityQueue<Moment> moments = new PriorityQueue<>();
  private final Map<ExecutorService, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
  private final AtomicInteger outside = new AtomicInteger();
  private final ExecutorService outsider =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("outside").factory());

  private final Carrier carrier = new Carrier(this::goOn);
  private long order;
  private volatile long tick;

  /** Starts a thread in this time. */
  public void start(String name, Runnable work) {
    carrier.start(name, work);
  }

  /** What happens at a moment; what was asked for first happens first. */
  private static final class Moment implements Comparable<Moment> {
    private final long tick;
    private final long order;
    private final Runnable action;
    private volatile boolean over;

    Moment(long tick, long order, Runnable action) {
      this.tick = tick;
      this.order = order;
      this.action = action;
    }

    @Override
    public int compareTo(Moment other) {
      return tick == other.tick ? Long.compare(order, other.order) : Long.compare(tick, other.tick);
    }
  }

  /** False where nothing waits for a moment, or something waits for what is outside. */
  private boolean goOn() {
    if (outside.get() > 0) {
      return false;
    }
    Moment next = next(Long.MAX_VALUE);
    if (next == null) {
      return false;
    }
    tick = next.tick;
    for (Moment due = next; due != null; due = next(tick)) {
      due.over = true;
      due.action.run();
    }
    return true;
  }

  private synchronized @Nullable Moment next(long latest) {
    while (!moments.isEmpty() && moments.peek().over) {
      moments.remove();
    }
    return moments.isEmpty() || moments.peek().tick > latest ? null : moments.remove();
  }

  private synchronized Moment at(long nanos, Runnable action) {
    long ticks = nanos <= 0 ? 0 : Math.max(1, (nanos + TICK_NANOS / 2) / TICK_NANOS);
    var moment = new Moment(tick + ticks, order++, action);
    moments.add(moment);
    return moment;
  }

  @Override
  public Instant instant() {
    return START.plusMillis(tick);
  }

  /** Milliseconds since the start. */
  public long now() {
    return tick;
  }

  @Override
  public long nanos() {
    return tick * TICK_NANOS;
  }

  @Override
  public Alarm after(Duration duration, Runnable action) {
    Moment moment = at(duration.toNanos(), action);
    return () -> moment.over = true;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    sleep(duration.toNanos());
  }

  public void sleep(long nanos) throws InterruptedException {
    Thread sleeper = Thread.currentThread();
    Moment moment = at(nanos, () -> LockSupport.unpark(sleeper));
    while (!moment.over) {
      if (Thread.interrupted()) {
        moment.over = true;
        throw new InterruptedException();
      }
      LockSupport.park();
    }
  }

  @Override
  public boolean awaitEnd(ExecutorService threads, Duration most) throws InterruptedException {
    CompletableFuture<Void> over = ends.computeIfAbsent(threads, this::end).copy();
    try (Alarm _ = after(most, () -> over.complete(null))) {
      over.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nothing fails there", e);
    }
    return threads.isTerminated();
  }

  private CompletableFuture<Void> end(ExecutorService threads) {
    var end = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              ends.remove(threads);
              end.complete(null);
            });
    return end;
  }

  /**
   * Does what takes real time and no virtual time, such as a request to a real server: the clock
   * stands still until it is done. One is done after the other, by a thread that is not the
   * clock's.
   */
  public <T> T outside(Supplier<T> work) {
    outside.incrementAndGet();
    try {
      return CompletableFuture.supplyAsync(work, outsider).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      outside.decrementAndGet();
    }
  }

  /** Time stands still from then on, and what is in it too. */
  @Override
  public void close() {
    carrier.close();
    outsider.shutdownNow();
  }
}
