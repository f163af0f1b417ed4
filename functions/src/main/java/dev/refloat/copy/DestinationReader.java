package dev.refloat.copy;

import java.util.Iterator;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads ranges of copied objects, many at once, under the limiter and with the retries of the copy
 * engine.
 */
public final class DestinationReader {
  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;

  /**
   * A reader for one process.
   *
   * @param s3 a client that does not retry and has as many connections as the limiter permits
   */
  public DestinationReader(S3Client s3, Buckets buckets, CopyCalls calls) {
    this.s3 = s3;
    this.buckets = buckets;
    this.calls = calls;
  }

  /** What is done with each piece of work. */
  @FunctionalInterface
  public interface Task<T> {
    void run(T work, Reading reading);
  }

  /** Reads on behalf of one piece of work. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Exactly {@code length} bytes of an object.
     *
     * @throws dev.refloat.platform.Refused where the object is not there, shorter, or may not be
     *     read
     * @throws OutOfTime where another piece of work failed, or the time is up
     * @throws CopyFailed where S3 failed too often for reasons that may pass
     */
    byte[] read(String key, long first, int length);
  }

  /**
   * Does all of the work, as many pieces at once as requests may be in flight, until one throws or
   * the time is up.
   *
   * @throws OutOfTime where the deadline is near; nothing is remembered of what was done
   */
  public <T> void forEach(Iterator<T> work, Deadline deadline, Task<T> task) {
    new Parallel(calls.mostInFlight(), deadline, calls.time())
        .forEach(
            work,
            (piece, stopped) ->
                task.run(piece, (key, first, length) -> read(key, first, length, stopped)));
  }

  private byte[] read(String key, long first, int length, BooleanSupplier stopped) {
    String range = "bytes=" + first + "-" + (first + length - 1);
    byte[] found;
    try {
      found =
          calls.call(
              stopped,
              () ->
                  s3.getObjectAsBytes(r -> r.bucket(buckets.destination()).key(key).range(range))
                      .asByteArrayUnsafe());
    } catch (RuntimeException e) {
      throw new Refusals(buckets).ofReading(key, e);
    }
    if (found.length != length) {
      throw new Refusals(buckets).shorter(key);
    }
    return found;
  }
}
