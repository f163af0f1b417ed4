package dev.refloat.copy;

import static dev.refloat.copy.Embedded.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchLedgerTest {
  private static final long EXPIRES = 4_000_000_000L;

  @TempDir private static Path directory;
  private static Embedded embedded;

  private final String jobId = Ids.job();
  private BatchLedger ledger;

  @BeforeAll
  static void start() throws Exception {
    embedded = new Embedded(directory);
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @BeforeEach
  void outcome() {
    ledger = Restore.batchLedger(embedded.dynamo);
    embedded.put(
        Item.key("JOB#" + jobId, "COLLECTION#00000")
            .with("state", "COPYING")
            .with("expiresAt", EXPIRES));
  }

  private BatchPayload batch(int attempt, long number) {
    return BatchPayload.of(new PlanFiles(WORK, jobId, attempt, "00000"), number, 0, 1);
  }

  private long bytesCopied() {
    return embedded.get("JOB#" + jobId, "COLLECTION#00000").count("bytesCopied");
  }

  private boolean finish(BatchPayload batch) {
    return ledger.finish(batch, ledger.read(batch), 100, 3);
  }

  private static BitSet bits(int... set) {
    var bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  @Test
  void aBatchCountsOnce() {
    var batch = batch(0, 0);
    var before = ledger.read(batch);
    assertThat(before.done()).isFalse();
    assertThat(ledger.finish(batch, before, 100, 3)).isTrue();
    assertThat(ledger.finish(batch, before, 100, 3)).isTrue();
    assertThat(ledger.finish(batch, before, 101, 3)).as("another write").isFalse();

    assertThat(bytesCopied()).isEqualTo(100);
    assertThat(ledger.read(batch).done()).isTrue();
  }

  @Test
  void anEntryExpiresWithItsJob() {
    finish(batch(0, 0));
    assertThat(embedded.get("JOB#" + jobId, "BATCH#00000#000000").number("expiresAt"))
        .isEqualTo(EXPIRES);
  }

  @Test
  void batchesThatEndAtOnceAllCount() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 40)
              .<Callable<Boolean>>mapToObj(i -> () -> finish(batch(0, i)))
              .toList();
      for (var end : threads.invokeAll(calls)) {
        assertThat(end.get()).isTrue();
      }
    }
    assertThat(bytesCopied()).isEqualTo(4000);
  }

  @Test
  void whatAnOlderAttemptDidIsNotDone() {
    finish(batch(0, 0));
    assertThat(ledger.read(batch(1, 0)).done()).isFalse();
    assertThat(finish(batch(1, 0))).isTrue();
  }

  @Test
  void aLateCallOfAnOlderAttemptChangesNothing() {
    var old = batch(0, 0);
    var oldState = ledger.read(old);
    finish(batch(1, 0));

    assertThat(ledger.read(old).done()).isTrue();
    ledger.savePartial(old, oldState, bits(1));
    assertThat(ledger.finish(old, oldState, 7, 7)).isFalse();
    assertThat(bytesCopied()).isEqualTo(100);
    assertThat(ledger.read(batch(1, 0)).done()).isTrue();
  }

  @Test
  void copiedItemsAreRemembered() {
    var batch = batch(0, 0);
    ledger.savePartial(batch, ledger.read(batch), bits(0, 7, 499));
    assertThat(ledger.read(batch).copied()).isEqualTo(bits(0, 7, 499));
    assertThat(ledger.read(batch).done()).isFalse();
    assertThat(ledger.read(batch(1, 0)).copied()).as("of another plan").isEqualTo(bits());
    assertThat(finish(batch)).isTrue();
  }

  @Test
  void aLatePartialEntryDoesNotUndoADoneOne() {
    var batch = batch(0, 0);
    var state = ledger.read(batch);
    finish(batch);
    ledger.savePartial(batch, state, bits(1));
    assertThat(ledger.read(batch).done()).isTrue();
  }

  @Test
  void aJobThatIsGoneIsNotBroughtBack() {
    var batch = batch(0, 0);
    var state = ledger.read(batch);
    embedded.dynamo.deleteItem(
        r ->
            r.tableName(Embedded.JOBS)
                .key(Item.key("JOB#" + jobId, "COLLECTION#00000").attributes()));

    assertThatThrownBy(() -> ledger.finish(batch, state, 100, 3))
        .isInstanceOf(IllegalStateException.class);
    assertThat(embedded.get("JOB#" + jobId, "BATCH#00000#000000").attributes()).isEmpty();
    assertThat(ledger.read(batch).outcome()).isEmpty();
  }

  @Test
  void forgettingTakesOneCollectionOnly() {
    IntStream.range(0, 60).forEach(i -> finish(batch(0, i)));
    embedded.put(Item.key("JOB#" + jobId, "BATCH#00001#000000").with("attempt", 0));
    ledger.forget(jobId, "00000");
    var items = new JobItems(embedded.dynamo, Embedded.JOBS);
    assertThat(items.startingWith(jobId, "BATCH#").map(item -> item.text("sk")))
        .containsExactly("BATCH#00001#000000");
  }
}
