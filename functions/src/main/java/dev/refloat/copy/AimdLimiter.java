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
 *   <li>A throttled answer cuts the limit by a fifth. The plan has no more functions run than S3's
 *       rate keeps busy, so that what is too much is little; half, as TCP takes back, would leave a
 *       third of them idle for eight seconds because of some refusals. Where much is too much, the
 *       next second takes another fifth.
 *   <li>It is cut once in a second. S3 counts requests by the second: what it refuses within one is
 *       one sign of overload, and 64 refusals of one moment would otherwise end at a limit of 1.
 *   <li>Successes raise it by four for each second of theirs: a cut of 64 is made good within four
 *       seconds, in which S3 goes on splitting, whether a copy takes a tenth of a second or a
 *       minute. By one for each round of successes, as TCP does, it would take half an hour where
 *       copies are large; by one for each success half of all requests would be refused.
 *   <li>It never falls below 1, so that work goes on, and never rises above its start, which is the
 *       number of connections.
 * </ul>
 */
public final class AimdLimiter {
  private static final long BETWEEN_CUTS = TimeUnit.SECONDS.toNanos(1);
  private static final double RAISED_PER_SECOND = 4;
  private static final double KEPT = 0.8;
  private static final double NANOS_PER_SECOND = 1e9;

  private final int most;
  private final Time time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private double limit;
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
      while (inFlight >= (int) limit) {
        freed.await();
      }
      inFlight++;
      return new Permit(time.nanos());
    } finally {
      lock.unlock();
    }
  }

  /** Requests that may be in flight now. */
  public int limit() {
    lock.lock();
    try {
      return (int) limit;
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
    private final long started;
    private boolean ended;

    private Permit(long started) {
      this.started = started;
    }

    public void end(End end) {
      lock.lock();
      try {
        if (ended) {
          throw new IllegalStateException("A permit ends once");
        }
        ended = true;
        inFlight--;
        switch (end) {
          case SUCCEEDED -> raise();
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
      for (int free = (int) limit - inFlight; free > 0; free--) {
        freed.signal();
      }
    }

    private void raise() {
      double seconds = (time.nanos() - started) / NANOS_PER_SECOND;
      limit = Math.min(most, limit + RAISED_PER_SECOND * seconds / limit);
    }

    private void cut() {
      throttled++;
      long now = time.nanos();
      if (now - nextCut >= 0) {
        nextCut = now + BETWEEN_CUTS;
        limit = Math.max(1, limit * KEPT);
      }
    }
  }
}
