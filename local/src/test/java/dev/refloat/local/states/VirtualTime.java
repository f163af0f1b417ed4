package dev.refloat.local.states;

import dev.refloat.local.states.run.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Time that passes only when a test says so. Alarms up to a length given at the start come due at
 * once and move the clock, so that a test of waits and retries runs by itself; longer ones need
 * {@link #advance}.
 */
public final class VirtualTime implements Time {

  private record Entry(Instant due, long order, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return due.equals(other.due) ? Long.compare(order, other.order) : due.compareTo(other.due);
    }
  }

  private final Duration immediate;
  private final PriorityQueue<Entry> alarms = new PriorityQueue<>();
  private final List<Duration> passed = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private long order;

  private VirtualTime(Duration immediate) {
    this.immediate = immediate;
  }

  /** Every alarm waits for {@link #advance}. */
  public static VirtualTime manual() {
    return new VirtualTime(Duration.ZERO);
  }

  public static VirtualTime passingAtOnce(Duration upTo) {
    return new VirtualTime(upTo);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public Alarm after(Duration duration, Runnable action) {
    synchronized (this) {
      if (duration.compareTo(immediate) > 0) {
        Entry entry = new Entry(now.plus(duration), order++, action);
        alarms.add(entry);
        notifyAll();
        return () -> cancel(entry);
      }
      passed.add(duration);
      now = now.plus(duration);
    }
    action.run();
    return () -> {};
  }

  private synchronized void cancel(Entry entry) {
    alarms.remove(entry);
  }

  /** What passed at once, in order. */
  public synchronized List<Duration> passed() {
    return List.copyOf(passed);
  }

  /** Waits in real time until this many alarms are set. */
  public synchronized void awaitAlarms(int count) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (alarms.size() < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new TimeoutException("There are only " + alarms.size() + " alarms");
      }
      wait(left);
    }
  }

  public synchronized int alarms() {
    return alarms.size();
  }

  /** Lets time pass, and everything that comes due in it happen. */
  public void advance(Duration duration) {
    Instant end;
    synchronized (this) {
      end = now.plus(duration);
    }
    for (Entry entry = next(end); entry != null; entry = next(end)) {
      entry.action().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Entry next(Instant end) {
    Entry entry = alarms.peek();
    if (entry == null || entry.due().isAfter(end)) {
      return null;
    }
    alarms.remove();
    now = entry.due();
    return entry;
  }
}
