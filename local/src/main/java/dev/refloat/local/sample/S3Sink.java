package dev.refloat.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes a backup to S3, many small objects at once or one large one.
 *
 * <p>Does not close the client.
 */
public final class S3Sink implements Sink, AutoCloseable {
  /** Mebibytes under way; an object of more waits until it is alone. */
  private static final int BUDGET = 64;

  /** What a small object takes of the budget, so that at most 32 are under way. */
  private static final int LEAST = 2;

  private static final int MEBIBYTE_SHIFT = 20;

  private final S3Client s3;
  private final String bucket;
  private final String prefix;
  private final Semaphore budget = new Semaphore(BUDGET);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  /**
   * @param prefix of every key, with its closing slash
   */
  public S3Sink(S3Client s3, String bucket, String prefix) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.prefix = Objects.requireNonNull(prefix, "prefix");
  }

  @Override
  public void put(String key, Content content) throws IOException {
    int share = Math.clamp(content.size() >> MEBIBYTE_SHIFT, LEAST, BUDGET);
    budget.acquireUninterruptibly(share);
    try {
      throwFailure();
    } catch (IOException e) {
      budget.release(share);
      content.close();
      throw e;
    }
    workers.execute(
        () -> {
          try (content) {
            send(key, content);
          } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, new IOException("Object not written: " + prefix + key, e));
          } finally {
            budget.release(share);
          }
        });
  }

  private void send(String key, Content content) throws IOException {
    s3.putObject(
        request -> request.bucket(bucket).key(prefix + key),
        RequestBody.fromContentProvider(
            () -> open(content), content.size(), "application/octet-stream"));
  }

  private static InputStream open(Content content) {
    try {
      return content.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flush() throws IOException {
    budget.acquireUninterruptibly(BUDGET);
    budget.release(BUDGET);
    throwFailure();
  }

  private void throwFailure() throws IOException {
    IOException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    workers.close();
  }
}
