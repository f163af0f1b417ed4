package dev.refloat.copy;

import static dev.refloat.copy.Embedded.BACKUP;
import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

@OnEachServer
final class BatchCopierTest {
  private static final int MIB = 1 << 20;

  private final Embedded embedded;

  BatchCopierTest(TestedServer server) {
    embedded = Embedded.on(server);
  }

  private Restore restore() {
    return new Restore(embedded, Ids.job());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertCopied(Restore restore) {
    var copied = restore.copied();
    assertThat(copied.keySet()).isEqualTo(restore.expected.keySet());
    copied.forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(restore.expected.get(key)));
    assertThat(restore.counted("bytes")).isEqualTo(restore.bytes());
    assertThat(restore.counted("objects")).isEqualTo(restore.expected.size());
  }

  @Test
  void copiesWholeObjectsAndCountsThem() {
    var restore = restore();
    for (int i = 0; i < 12; i++) {
      restore.withRandom("insert_log/7/1/%02d".formatted(i), 1000 + i, i);
    }
    restore.with("delta_log/7/empty", new byte[0]);
    assertThat(restore.plan().batches()).isEqualTo(3);

    restore.copyAll();

    assertCopied(restore);
  }

  @Test
  void copiesLargeObjectsInRangesOverSeveralBatches() {
    var restore = restore();
    restore.withRandom("insert_log/7/1/large", 23 * MIB + 17, 1);
    restore.withRandom("insert_log/7/1/larger", 31 * MIB, 2);
    restore.withRandom("insert_log/7/1/small", 6 * MIB, 3);
    var plan = restore.plan();
    assertThat(plan.objectsInRanges()).isEqualTo(2);
    assertThat(plan.batches()).isEqualTo(3);
    assertThat(plan.requests()).isEqualTo((5 + 2) + (7 + 2) + 1);

    restore.copyAll();

    assertCopied(restore);
    assertThat(restore.openUploads()).isZero();
  }

  @Test
  void aBatchThatIsDoneIsNotCopiedOrCountedAgain() {
    var restore = restore().with("insert_log/7/a", text("a"));
    var batch = restore.plan().onlyBatch().orElseThrow();
    assertThat(restore.copier().copy(batch, Restore.soon()).counted()).isTrue();
    embedded.s3.deleteObject(r -> r.bucket(DATA).key(restore.destination("insert_log/7/a")));

    assertThat(restore.copier().copy(batch, Restore.soon()).counted()).isFalse();

    assertThat(restore.copied()).isEmpty();
    assertThat(restore.counted("bytes")).isEqualTo(1);
  }

  @Test
  void keysThatNeedEncodingAreCopied() {
    var restore = restore();
    List<String> names =
        List.of(
            "a b",
            "a+b",
            "a%2Bb",
            "a%b",
            "ä/ö",
            "a?b=c&d",
            "a#b",
            "日本/𝄞",
            "a'b\"c",
            "a;b:c,d@e$f");
    for (String name : names) {
      restore.withSource(
          restore.jobId + "/" + name,
          "insert_log/7/" + names.indexOf(name),
          text("content of " + name));
    }
    restore.plan();

    restore.copyAll();

    assertCopied(restore);
  }

  @Test
  void aSourceThatChangedIsRefusedByItsKey() {
    var restore = restore().with("insert_log/7/a", text("before"));
    var batch = restore.plan().onlyBatch().orElseThrow();
    String source = restore.source("insert_log/7/a");
    embedded.s3.putObject(r -> r.bucket(BACKUP).key(source), RequestBody.fromString("after!"));

    assertThatThrownBy(() -> restore.copier().copy(batch, Restore.soon()))
        .hasMessageContaining(
            "s3://" + BACKUP + "/" + source + " changed after the restore was planned")
        .asInstanceOf(type(Refused.class))
        .returns(ErrorCode.SOURCE_CHANGED, Refused::code);
    assertThat(restore.copied()).isEmpty();
    assertThat(restore.counted("bytes")).isZero();
  }

  @Test
  void aSourceInRangesThatChangedIsRefusedByItsKey() {
    var restore = restore().withRandom("insert_log/7/a", 12 * MIB, 1);
    var batch = restore.plan().onlyBatch().orElseThrow();
    restore.uploads().open(restore.files, Restore.soon());
    restore.withRandom("insert_log/7/a", 12 * MIB, 2);

    assertThatThrownBy(() -> restore.copier().copy(batch, Restore.soon()))
        .hasMessageContaining("changed after the restore was planned")
        .asInstanceOf(type(Refused.class))
        .returns(ErrorCode.SOURCE_CHANGED, Refused::code);
  }

  @Test
  void aSourceThatIsGoneIsRefusedByItsKey() {
    var restore = restore().with("insert_log/7/a", text("a"));
    var batch = restore.plan().onlyBatch().orElseThrow();
    String source = restore.source("insert_log/7/a");
    embedded.s3.deleteObject(r -> r.bucket(BACKUP).key(source));

    assertThatThrownBy(() -> restore.copier().copy(batch, Restore.soon()))
        .hasMessageContaining("s3://" + BACKUP + "/" + source + " was removed after")
        .asInstanceOf(type(Refused.class))
        .returns(ErrorCode.SOURCE_CHANGED, Refused::code);
  }

  @Test
  void nothingIsCopiedForACollectionThatWasAbandoned() {
    var restore = restore().with("insert_log/7/a", text("a"));
    var batch = restore.plan().onlyBatch().orElseThrow();
    embedded.put(restore.outcome().with("state", "FAILED"));

    assertThatThrownBy(() -> restore.copier().copy(batch, Restore.soon()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("ended before it was copied");
    assertThat(restore.copied()).isEmpty();
  }

  @Test
  void nothingIsStartedShortlyBeforeTheDeadline() {
    var restore = restore().with("insert_log/7/a", text("a"));
    var batch = restore.plan().onlyBatch().orElseThrow();

    assertThatThrownBy(
            () -> restore.copier().copy(batch, Deadline.in(Parallel.RESERVE.minusSeconds(1))))
        .as("a call that did nothing is not followed by others without end")
        .isInstanceOf(CopyFailed.class)
        .hasCauseInstanceOf(OutOfTime.class);
    assertThat(restore.copied()).isEmpty();

    restore.copier().copy(batch, Deadline.in(Duration.ofMinutes(5)));
    assertCopied(restore);
  }

  @Test
  void aCallWhoseTimeIsUpIsFollowedByOneThatCopiesTheRest() {
    var restore = restore();
    IntStream.range(0, 5).forEach(i -> restore.withRandom("insert_log/7/" + i, 100, i));
    var batch = restore.plan().onlyBatch().orElseThrow();
    var looks = new AtomicInteger(2);
    Deadline early = Deadline.remaining(() -> looks.getAndDecrement() > 0 ? 600_000 : 60_000);

    assertThatThrownBy(() -> restore.copier().copy(batch, early)).isInstanceOf(OutOfTime.class);
    var first = restore.copied().keySet();
    assertThat(first).isNotEmpty().hasSizeLessThan(5);
    // From here on, copying one of them again would be refused.
    IntStream.range(0, 5)
        .filter(i -> first.contains(restore.destination("insert_log/7/" + i)))
        .forEach(i -> restore.removeSource("insert_log/7/" + i));

    restore.copier().copy(batch, Restore.soon());
    assertCopied(restore);
  }
}
