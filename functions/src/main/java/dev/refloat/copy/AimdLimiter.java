package dev.refloat.copy;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the requests in flight by what S3 shows that it takes: additive increase, multiplicative
 * decrease, as TCP does. There is one per process, because throttling concerns all that it sends.
 *
 * <ul>
 *   <li>A throttled answer halves the limit. Half frees the server at once; a smaller cut would
 *       need several rounds of refusals for the same effect.
 *   <li>Of the requests that were in flight together one alone halves it. They are one sign of
 *       overload, and 64 refusals of one moment would otherwise end at a limit of 1.
 *   <li>One round of successes, as many as the limit, raises it by one. After a halving of 64 it
 *       takes about 1,500 copies to be back: some seconds, in which S3 goes on splitting.
 *   <li>It never falls below 1, so that work goes on, and never rises above its start, which is the
 *       number of connections.
 * </ul>
 */
public final class AimdLimiter {
  private static final double CUT = 0.5;
  private static final double LEAST = 1;

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private double limit;
  private int inFlight;

  /** Number of cuts so far: a permit of an older round does not cut again. */
  private long round;

  private long throttled;

  public AimdLimiter(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("The limit must be 1 or more, but is " + most);
    }
    this.most = most;
    this.limit = most;
  }

  /** Waits until one more request may be sent. The permit must be ended, whatever happens. */
  public Permit acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inFlight >= (int) limit) {
        freed.await();
      }
      inFlight++;
      return new Permit(round);
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
    private final long startedIn;
    private boolean ended;

    private Permit(long startedIn) {
      this.startedIn = startedIn;
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
          case SUCCEEDED -> limit = Math.min(most, limit + 1 / limit);
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

    private void cut() {
      throttled++;
      if (startedIn == round) {
        round++;
        limit = Math.max(LEAST, limit * CUT);
      }
    }
  }
}
