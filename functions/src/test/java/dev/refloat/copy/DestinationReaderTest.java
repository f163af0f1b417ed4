package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class DestinationReaderTest {
  private static final Deadline LATER = Deadline.in(Duration.ofMinutes(10));
  private static final int IN_FLIGHT = 4;

  @TempDir private static Path directory;
  private static Embedded embedded;

  @BeforeAll
  static void start() throws IOException {
    embedded = new Embedded(directory);
    embedded.s3.putObject(
        r -> r.bucket(Embedded.DATA).key("a"), RequestBody.fromString("0123456789"));
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  private static DestinationReader reader(S3Client s3, Buckets buckets) {
    var calls =
        new CopyCalls(
            new AimdLimiter(IN_FLIGHT, Time.REAL),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 8));
    return new DestinationReader(s3, buckets, calls);
  }

  private static String read(String key, long first, int length) {
    Map<String, String> found = new ConcurrentHashMap<>();
    reader(embedded.s3, Embedded.BUCKETS)
        .forEach(
            List.of(key).iterator(),
            LATER,
            (work, reading) ->
                found.put(
                    work,
                    new String(reading.read(work, first, length), StandardCharsets.US_ASCII)));
    return found.getOrDefault(key, "");
  }

  private static void assertRefused(String key, int length, ErrorCode code, String message) {
    assertThatThrownBy(() -> read(key, 5, length))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("s3://" + Embedded.DATA + "/" + key)
        .hasMessageContaining(message);
  }

  @Test
  void aRangeIsRead() {
    assertThat(read("a", 3, 4)).isEqualTo("3456");
    assertThat(read("a", 0, 10)).isEqualTo("0123456789");
  }

  @Test
  void anObjectThatIsGoneIsNamed() {
    assertRefused("gone", 1, ErrorCode.VERIFICATION_FAILED, "is missing");
  }

  @Test
  void anObjectThatIsShorterIsNamed() {
    assertRefused("a", 6, ErrorCode.VERIFICATION_FAILED, "fewer bytes than planned");
    assertThatThrownBy(() -> read("a", 10, 1)).hasMessageContaining("fewer bytes than planned");
  }

  @Test
  void aBucketThatIsGoneIsRefused() {
    var reader = reader(embedded.s3, new Buckets("", "no-such-bucket"));

    assertThatThrownBy(
            () ->
                reader.forEach(
                    List.of("a").iterator(), LATER, (work, reading) -> reading.read(work, 0, 1)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void anObjectThatMayNotBeReadIsNamed() {
    var denying =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            throw S3Exception.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
                .build();
          }
        };
    var reader = reader(embedded.s3(denying), Embedded.BUCKETS);

    assertThatThrownBy(
            () ->
                reader.forEach(
                    List.of("a").iterator(), LATER, (work, reading) -> reading.read(work, 0, 1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("S3 denied the reading of s3://" + Embedded.DATA + "/a");
  }

  @Test
  void errorsThatPassAreTriedAgain() {
    var reader = reader(embedded.s3(new Faults(1, 0.3)), Embedded.BUCKETS);
    var done = new AtomicInteger();

    reader.forEach(
        IntStream.range(0, 100).iterator(),
        LATER,
        (i, reading) -> {
          reading.read("a", i % 10, 1);
          done.incrementAndGet();
        });

    assertThat(done).hasValue(100);
  }

  @Test
  void noMoreIsDoneAtOnceThanRequestsMayBeInFlight() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();

    reader(embedded.s3, Embedded.BUCKETS)
        .forEach(
            IntStream.range(0, 50).iterator(),
            LATER,
            (i, reading) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              reading.read("a", 0, 1);
              now.decrementAndGet();
            });

    assertThat(most.get()).isBetween(1, IN_FLIGHT);
  }

  @Test
  void nothingIsBegunNearTheDeadline() {
    var begun = new AtomicInteger();
    var reader = reader(embedded.s3, Embedded.BUCKETS);

    assertThatThrownBy(
            () ->
                reader.forEach(
                    List.of("a").iterator(),
                    Deadline.in(Duration.ofSeconds(5)),
                    (work, reading) -> begun.incrementAndGet()))
        .isInstanceOf(OutOfTime.class);
    assertThat(begun).hasValue(0);
  }
}
