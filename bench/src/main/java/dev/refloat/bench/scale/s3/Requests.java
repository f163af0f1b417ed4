package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.s3.S3Service.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The requests of one process, each sent again after SlowDown as often as that process does it. */
final class Requests {
  /** What the SDK does by itself: attempts, and the bound of the first pause after SlowDown. */
  private static final int SDK_ATTEMPTS = 4;

  private static final long SDK_PAUSE_NANOS = 500_000_000;

  private final S3Service service;
  private final Processor processor;
  private final int attempts;

  private Requests(S3Service service, Processor processor, int attempts) {
    this.service = service;
    this.processor = processor;
    this.attempts = attempts;
  }

  static Requests retrying(S3Service service, Processor processor) {
    return new Requests(service, processor, SDK_ATTEMPTS);
  }

  static Requests once(S3Service service, Processor processor) {
    return new Requests(service, processor, 1);
  }

  /**
   * Sends one that is not a copy.
   *
   * @param bytes that it or its answer has
   * @throws S3Exception SlowDown, where each attempt was refused
   */
  <T> T send(Kind kind, String bucket, String key, long bytes, Supplier<T> effect) {
    long nanos = nanos(bytes, Facts.S3.BYTES_PER_SECOND);
    return send(kind, new Target(bucket, key), null, nanos, effect);
  }

  /**
   * Sends one that has S3 copy.
   *
   * @throws S3Exception as {@link #send}
   */
  <T> T copy(Target source, Target destination, long bytes, Supplier<T> effect) {
    long nanos = nanos(bytes, Facts.S3.COPY_BYTES_PER_SECOND);
    return send(Kind.COPY, destination, source, nanos, effect);
  }

  private <T> T send(
      Kind kind, Target target, @Nullable Target source, long bytesNanos, Supplier<T> effect) {
    for (int attempt = 1; ; attempt++) {
      try {
        return service.request(kind, target, source, bytesNanos, processor, effect);
      } catch (S3Exception e) {
        if (e.statusCode() != 503 || attempt == attempts) {
          throw e;
        }
        processor.pass(ThreadLocalRandom.current().nextLong(SDK_PAUSE_NANOS << (attempt - 1)));
      }
    }
  }

  private static long nanos(long bytes, double perSecond) {
    return (long) (bytes / perSecond * 1e9);
  }

  /** What a request brings along. */
  static byte[] bytes(RequestBody body) {
    try (InputStream content = body.contentStreamProvider().newStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
