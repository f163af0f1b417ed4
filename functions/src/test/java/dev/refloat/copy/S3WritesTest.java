package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

final class S3WritesTest {
  private final String bucket = EmbeddedAws.newBucket();

  private static S3Client telling(Consumer<String> listener) {
    var telling =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            listener.accept(((PutObjectRequest) context.request()).key());
          }
        };
    Map<String, String> environment = EmbeddedAws.newEnvironment();
    return new Clients(new Settings(environment), c -> c.addExecutionInterceptor(telling)).s3();
  }

  private List<String> keys() {
    return EmbeddedAws.s3().listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private void put(S3Writes writes, int count) {
    IntStream.range(0, count)
        .forEach(i -> writes.put(bucket, "%02d".formatted(i), new byte[] {(byte) i}));
  }

  private S3Writes.Sent large(S3Writes writes) {
    try (writes;
        var output = new S3Output(writes, bucket, "large")) {
      byte[] line = new byte[(int) S3Limits.MIB];
      for (int i = 0; i < 33; i++) {
        output.line(line);
      }
      output.finish();
      writes.put(bucket, "small", new byte[] {1});
      writes.await();
      return writes.sent();
    }
  }

  @Test
  void whatDiscardsCountsWhatAnotherOneSends() {
    S3Writes.Sent sent = large(new S3Writes(EmbeddedAws.s3(), 4));
    assertThat(keys()).containsExactly("large", "small");
    assertThat(sent).isEqualTo(new S3Writes.Sent(1, 1, 5));
    EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key("large"));
    EmbeddedAws.s3().deleteObject(r -> r.bucket(bucket).key("small"));

    assertThat(large(S3Writes.discarding())).isEqualTo(sent);
    assertThat(keys()).isEmpty();
  }

  @Test
  void allIsThereBehindTheAwait() {
    try (var writes = new S3Writes(EmbeddedAws.s3(), 64)) {
      put(writes, 50);
      writes.await();

      assertThat(keys()).hasSize(50);
    }
  }

  @Test
  void severalAreInFlightAtOnce() {
    var both = new CountDownLatch(2);
    S3Client s3 = telling(_ -> meet(both));
    try (var writes = new S3Writes(s3, 2)) {
      put(writes, 2);
      writes.await();
    }
    assertThat(keys()).hasSize(2);
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      assertThat(both.await(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void oneAtATimeIsWrittenInOrderByWhoAsks() {
    var threads = new ConcurrentLinkedQueue<Thread>();
    var keys = new ConcurrentLinkedQueue<String>();
    S3Client s3 =
        telling(
            key -> {
              threads.add(Thread.currentThread());
              keys.add(key);
            });
    try (var writes = new S3Writes(s3, 1)) {
      put(writes, 5);

      assertThat(keys()).hasSize(5);
    }
    // The client sends again what a broken connection took no answer to.
    assertThat(keys.stream().distinct()).containsExactly("00", "01", "02", "03", "04");
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void whatIsLargeIsNotHeldForLater() {
    try (var writes = new S3Writes(EmbeddedAws.s3(), 64)) {
      writes.put(bucket, "large", new byte[(32 << 20) + 1]);

      assertThat(keys()).containsExactly("large");
    }
  }

  @Test
  void noMoreBytesAreHeldThanThereIsRoomFor() {
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    S3Client s3 =
        telling(
            _ -> {
              most.accumulateAndGet(held.incrementAndGet(), Math::max);
              pause();
              held.decrementAndGet();
            });
    try (var writes = new S3Writes(s3, 64)) {
      IntStream.range(0, 8)
          .forEach(i -> writes.put(bucket, Integer.toString(i), new byte[12 << 20]));
      writes.await();
    }
    assertThat(keys()).hasSize(8);
    assertThat(most).hasValue(2);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theFirstFailureIsThrownByTheAwait() {
    S3Client s3 =
        telling(
            key -> {
              if (key.equals("03")) {
                throw new IllegalStateException("no " + key);
              }
            });
    try (var writes = new S3Writes(s3, 8)) {
      put(writes, 20);

      assertThatThrownBy(writes::await).hasMessage("no 03");
    }
    assertThat(keys()).hasSize(19);
  }
}
