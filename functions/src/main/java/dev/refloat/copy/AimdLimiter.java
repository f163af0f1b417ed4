package dev.refloat.copy;

import dev.refloat.platform.Time;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the requests in flight by what S3 shows that it takes: additive increase, multiplicative
 * decrease, as TCP does. There is one per process, because throttling concerns all that it sends.
 *
 * <ul>
 *   <li>A throttled answer halves the limit. Half frees the server at once; a smaller cut would
 *       need several rounds of refusals for the same effect.
 *   <li>It is halved once in a second. S3 counts requests by the second: what it refuses within one
 *       is one sign of overload, and 64 refusals of one moment would otherwise end at a limit of 1.
 *   <li>Each success raises it by one, so that half of it is back after one round. Copies take from
 *       a tenth of a second to a minute, and one alone is no reason to send less for the time of
 *       many rounds.
 *   <li>It never falls below 1, so that work goes on, and never rises above its start, which is the
 *       number of connections.
 * </ul>
 */
public final class AimdLimiter {
  private static final long BETWEEN_CUTS = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final Time time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private int limit;
  private int inFlight;

  /** When the limit may be cut again. */
  private long nextCut;

  private long throttled;

  public AimdLimiter(int most, Time time) {
    if (most < 1) {
      throw new IllegalArgumentException("The limit must be 1 or more, but is " + most);
    }
    this.most = most;
    this.time = time;
    this.limit = most;
    this.nextCut = time.nanos();
  }

  /** Waits until one more request may be sent. The permit must be ended, whatever happens. */
  public Permit acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inFlight >= limit) {
        freed.await();
      }
      inFlight++;
      return new Permit();
    } finally {
      lock.unlock();
    }
  }

  /** Requests that may be in flight now. */
  public int limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }

  /** Requests that may ever be in flight. */
  public int most() {
    return most;
  }

  /** Answers so far that said that there were too many requests. */
  long throttled() {
    lock.lock();
    try {
      return throttled;
    } finally {
      lock.unlock();
    }
  }

  int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  /** How a request ended, as far as the limit is concerned. */
  public enum End {
    SUCCEEDED,
    THROTTLED,
    /** Failed for a reason that says nothing about load, or was not sent. */
    OTHERWISE
  }

  /** The right to have one request in flight. */
  public final class Permit {
    private boolean ended;

    private Permit() {}

    public void end(End end) {
      lock.lock();
      try {
        if (ended) {
          throw new IllegalStateException("A permit ends once");
        }
        ended = true;
        inFlight--;
        switch (end) {
          case SUCCEEDED -> limit = Math.min(most, limit + 1);
          case THROTTLED -> cut();
          case OTHERWISE -> {}
        }
        wake();
      } finally {
        lock.unlock();
      }
    }

    /** No more than may go on: of 64 that wait behind a limit of 4 the others would wait again. */
    private void wake() {
      for (int free = limit - inFlight; free > 0; free--) {
        freed.signal();
      }
    }

    private void cut() {
      throttled++;
      long now = time.nanos();
      if (now - nextCut >= 0) {
        nextCut = now + BETWEEN_CUTS;
        limit = Math.max(1, limit / 2);
      }
    }
  }
}
