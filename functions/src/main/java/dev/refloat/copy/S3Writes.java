package dev.refloat.copy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes objects, the small ones several at once: a plan has some small files for each collection,
 * and every one of them takes a round trip. What was written counts from {@link #await} on. For one
 * thread.
 */
public final class S3Writes implements AutoCloseable {
  /** So many are in flight at most, and so many times {@link #SMALL_BYTES} are held for them. */
  private static final int AT_ONCE = 16;

  /** With more, the bytes take longer than the round trip, and holding them would cost memory. */
  private static final int SMALL_BYTES = (int) S3Limits.MIB;

  private final S3Client s3;
  private final int most;
  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * @param s3 a client that retries by itself
   * @param most requests in flight; with 1 each write is made by who asks for it, in order
   */
  public S3Writes(S3Client s3, int most) {
    this.s3 = s3;
    this.most = Math.min(most, AT_ONCE);
    this.free = new Semaphore(this.most);
  }

  S3Client s3() {
    return s3;
  }

  /** Makes an object, now or some time before {@link #await} returns. */
  public void put(String bucket, String key, byte[] content) {
    if (most == 1 || content.length > SMALL_BYTES) {
      send(bucket, key, content);
      return;
    }
    free.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            send(bucket, key, content);
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            free.release();
          }
        });
  }

  private void send(String bucket, String key, byte[] content) {
    s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  /** Returns when all is there; throws what the first write that failed threw. */
  public void await() {
    free.acquireUninterruptibly(most);
    free.release(most);
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Nothing is in flight any more when it returns. */
  @Override
  public void close() {
    threads.close();
  }
}
