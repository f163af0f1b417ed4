package dev.refloat.copy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes objects, several at once: a plan has some files for each collection, mostly small ones,
 * and every one of them takes a round trip. What was written counts from {@link #await} on. It
 * counts its requests; one that discards does nothing else. For one thread.
 */
public final class S3Writes implements AutoCloseable {
  /** So many are in flight at most. */
  private static final int AT_ONCE = 32;

  /** And so many KiB are held for them. What is larger is sent by who asks for it. */
  private static final int HELD_KIB = 32 * 1024;

  /** Empty where all is discarded. */
  private final Optional<S3Client> s3;

  private final int most;
  private final Semaphore free;
  private final Semaphore freeKib = new Semaphore(HELD_KIB);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private Sent sent = Sent.NOTHING;

  /**
   * Requests, repeated ones once.
   *
   * @param puts objects in one request
   * @param uploads multipart uploads that were begun, and completed
   * @param parts of these
   */
  public record Sent(long puts, long uploads, long parts) {
    static final Sent NOTHING = new Sent(0, 0, 0);

    private Sent plus(long morePuts, long moreUploads, long moreParts) {
      return new Sent(puts + morePuts, uploads + moreUploads, parts + moreParts);
    }
  }

  /**
   * @param s3 a client that retries by itself
   * @param most requests in flight; with 1 each write is made by who asks for it, in order
   */
  public S3Writes(S3Client s3, int most) {
    this(Optional.of(s3), most);
  }

  private S3Writes(Optional<S3Client> s3, int most) {
    this.s3 = s3;
    this.most = Math.min(most, AT_ONCE);
    this.free = new Semaphore(this.most);
  }

  /** Counts what another one would send, and sends nothing. */
  public static S3Writes discarding() {
    return new S3Writes(Optional.empty(), 1);
  }

  /** What was sent so far; those that discard: what they would have sent. */
  public Sent sent() {
    return sent;
  }

  /** Makes an object, now or some time before {@link #await} returns. */
  public void put(String bucket, String key, byte[] content) {
    sent = sent.plus(1, 0, 0);
    int kib = Math.ceilDiv(content.length, 1024);
    if (most == 1 || kib > HELD_KIB) {
      send(bucket, key, content);
      return;
    }
    freeKib.acquireUninterruptibly(kib);
    free.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            send(bucket, key, content);
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            freeKib.release(kib);
            free.release();
          }
        });
  }

  private void send(String bucket, String key, byte[] content) {
    s3.ifPresent(
        client -> client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content)));
  }

  /** Begins an object in parts, and answers the id of its upload. */
  String begin(String bucket, String key) {
    sent = sent.plus(0, 1, 0);
    return s3.map(client -> client.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId())
        .orElse("");
  }

  CompletedPart part(String bucket, String key, String uploadId, int number, RequestBody content) {
    sent = sent.plus(0, 0, 1);
    String eTag =
        s3.map(
                client ->
                    client
                        .uploadPart(
                            r -> r.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                            content)
                        .eTag())
            .orElse("");
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  void complete(String bucket, String key, String uploadId, List<CompletedPart> parts) {
    s3.ifPresent(
        client ->
            client.completeMultipartUpload(
                r ->
                    r.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(u -> u.parts(parts))));
  }

  void abort(String bucket, String key, String uploadId) {
    s3.ifPresent(
        client -> client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId)));
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
