package dev.refloat.copy;

import dev.refloat.copy.AimdLimiter.End;
import dev.refloat.platform.Randomness;
import dev.refloat.platform.Time;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests under the limiter of the process, and again after errors that may pass. The S3
 * client under it must not retry by itself: its retries would not count as load.
 */
public final class CopyCalls {
  private static final Logger LOG = LoggerFactory.getLogger(CopyCalls.class);

  private final AimdLimiter limiter;
  private final Backoff backoff;
  private final Time time;

  public CopyCalls(AimdLimiter limiter, Backoff backoff) {
    this(limiter, backoff, Time.REAL);
  }

  /**
   * @param time in which requests are waited for and sent again
   */
  public CopyCalls(AimdLimiter limiter, Backoff backoff, Time time) {
    this.limiter = limiter;
    this.backoff = backoff;
    this.time = time;
  }

  Time time() {
    return time;
  }

  int mostInFlight() {
    return limiter.most();
  }

  /**
   * Answers so far, over all parts of the function, that said that there were too many requests.
   */
  public long throttled() {
    return limiter.throttled();
  }

  <T> T call(Supplier<T> request) {
    return call(() -> false, request);
  }

  /**
   * @param stopped true as soon as nothing more shall be sent
   * @throws RuntimeException the error of the last attempt
   * @throws OutOfTime where the thread was interrupted, or stopped before the first attempt
   */
  <T> T call(BooleanSupplier stopped, Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(stopped, request);
      } catch (RuntimeException e) {
        Verdict verdict = CopyErrors.verdict(e);
        if (!verdict.isRetried() || attempt == backoff.attempts() || stopped.getAsBoolean()) {
          throw e;
        }
        LOG.atDebug()
            .addKeyValue("verdict", verdict)
            .addKeyValue("attempt", attempt)
            .log("Request is sent again");
        pause(attempt);
      }
    }
  }

  private <T> T once(BooleanSupplier stopped, Supplier<T> request) {
    AimdLimiter.Permit permit = acquire();
    End end = End.OTHERWISE;
    try {
      if (stopped.getAsBoolean()) {
        throw new OutOfTime();
      }
      T answer = request.get();
      end = End.SUCCEEDED;
      return answer;
    } catch (RuntimeException e) {
      end = CopyErrors.verdict(e) == Verdict.THROTTLED ? End.THROTTLED : End.OTHERWISE;
      throw e;
    } finally {
      permit.end(end);
    }
  }

  private AimdLimiter.Permit acquire() {
    try {
      return limiter.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void pause(int attempt) {
    try {
      time.sleep(backoff.delay(attempt, Randomness.SECURE));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static OutOfTime interrupted() {
    Thread.currentThread().interrupt();
    return new OutOfTime();
  }
}
