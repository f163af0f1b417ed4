package dev.refloat.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Lists ranges of a bucket's keys, many at the same time, and each in the order of its keys. Who
 * knows about which keys there are cuts their space into ranges: one listing alone gets a thousand
 * keys a request, one request after the other.
 */
public final class RangedListing {
  /** Two full pages: so few that a hundred thousand keys are listed at once, nearly. */
  public static final int KEYS_PER_RANGE = 2_000;

  private static final int RANGES_AT_ONCE = 32;

  private final S3Client s3;

  /**
   * @param s3 a client that retries by itself
   */
  public RangedListing(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * A part of the key space.
   *
   * @param prefix of all its keys
   * @param after where it starts, exclusive; null: at the first key
   * @param last where it ends, inclusive; null: after the last key
   */
  public record Range(String prefix, @Nullable String after, @Nullable String last) {
    private boolean endsBefore(String key) {
      return last != null && key.compareTo(last) > 0;
    }

    private boolean endsAt(String key) {
      return last != null && key.compareTo(last) >= 0;
    }
  }

  /** Takes the objects of one range, in the order of their keys. */
  public interface Sink {
    void listed(String key, long size, String eTag);

    /** Nothing more comes. Not called where the listing failed. */
    default void end() {}
  }

  /**
   * Returns when all is listed. The sinks of different ranges are called at the same time, each by
   * one thread, whose writes are seen by the caller.
   *
   * @param sink of a range
   * @return requests that it took
   * @throws software.amazon.awssdk.core.exception.SdkException the first that a listing ended with;
   *     then no more are begun
   */
  public <R> long list(
      String bucket, List<R> ranges, Function<R, Range> range, Function<R, ? extends Sink> sink) {
    var permits = new Semaphore(RANGES_AT_ONCE);
    var requests = new LongAdder();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (R one : ranges) {
        running.add(
            threads.submit(
                () -> {
                  permits.acquire();
                  try {
                    list(bucket, range.apply(one), sink.apply(one), requests);
                  } finally {
                    permits.release();
                  }
                  return null;
                }));
      }
      try {
        for (Future<?> future : running) {
          future.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException("Listing failed", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("A listing was interrupted", e);
      }
    }
    return requests.sum();
  }

  private void list(String bucket, Range range, Sink sink, LongAdder requests) {
    var request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(range.prefix())
            .startAfter(range.after());
    boolean more = true;
    while (more) {
      requests.increment();
      var page = new ListAnswer.Page();
      ListObjectsV2Response answer = s3.listObjectsV2(page.on(request).build());
      List<ListedObject> objects = page.objects(answer);
      for (ListedObject object : objects) {
        if (!range.endsBefore(object.key())) {
          sink.listed(object.key(), object.size(), object.eTag());
        }
      }
      more = answer.isTruncated() && !objects.isEmpty() && !range.endsAt(objects.getLast().key());
      request.continuationToken(answer.nextContinuationToken());
    }
    sink.end();
  }
}
