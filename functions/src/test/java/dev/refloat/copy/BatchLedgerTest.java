package dev.refloat.copy;

import static dev.refloat.copy.Embedded.WORK;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
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
    return new JobItems(embedded.dynamo, Embedded.JOBS)
        .startingWith(jobId, "DONE#0#00000#")
        .mapToLong(shard -> shard.count("bytes"))
        .sum();
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
    assertThat(ledger.finish(batch, before, 100, 3)).isFalse();
    assertThat(ledger.finish(batch, before, 101, 3)).as("another count").isFalse();

    assertThat(bytesCopied()).isEqualTo(100);
    assertThat(ledger.read(batch).done()).isTrue();
  }

  @Test
  void batchesOfOneShardCountEach() {
    finish(batch(0, 0));
    assertThat(ledger.read(batch(0, 16)).done()).isFalse();
    assertThat(finish(batch(0, 16))).isTrue();

    assertThat(shards()).containsExactly("DONE#0#00000#00000");
    assertThat(bytesCopied()).isEqualTo(200);
  }

  @Test
  void neighboursCountInItemsOfTheirOwn() {
    IntStream.range(0, 40).forEach(i -> finish(batch(0, i)));
    assertThat(shards()).hasSize(16);
  }

  private List<String> shards() {
    return new JobItems(embedded.dynamo, Embedded.JOBS)
        .startingWith(jobId, "DONE#")
        .map(item -> item.text("sk"))
        .toList();
  }

  @Test
  void anEntryExpiresWithItsJob() {
    finish(batch(0, 0));
    assertThat(embedded.get("JOB#" + jobId, "DONE#0#00000#00000").number("expiresAt"))
        .isEqualTo(EXPIRES);
  }

  @Test
  void batchesThatEndAtOnceAllCount() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 200)
              .<Callable<Boolean>>mapToObj(i -> () -> finish(batch(0, i / 2)))
              .toList();
      long counted = 0;
      for (var end : threads.invokeAll(calls)) {
        counted += end.get() ? 1 : 0;
      }
      assertThat(counted).as("each twice, counted once").isEqualTo(100);
    }
    assertThat(bytesCopied()).isEqualTo(10_000);
  }

  @Test
  void whatAnotherAttemptDidIsNotDone() {
    finish(batch(0, 0));
    assertThat(ledger.read(batch(1, 0)).done()).isFalse();
    assertThat(finish(batch(1, 0))).isTrue();
    assertThat(bytesCopied()).as("of the first attempt").isEqualTo(100);
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
  void aLateCallThatCopiedLessDoesNotUndoWhatIsRemembered() {
    var batch = batch(0, 0);
    var state = ledger.read(batch);
    ledger.savePartial(batch, state, bits(0, 7, 499));
    ledger.savePartial(batch, state, bits(1));
    assertThat(ledger.read(batch).copied()).isEqualTo(bits(0, 7, 499));
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
  void aJobThatIsGoneHasNoOutcome() {
    embedded.dynamo.deleteItem(
        r ->
            r.tableName(Embedded.JOBS)
                .key(Item.key("JOB#" + jobId, "COLLECTION#00000").attributes()));

    assertThat(ledger.read(batch(0, 0)).outcome()).isEmpty();
  }

  /** A hundred numbers, as long as numbers of batches get, must fit into one write unit. */
  @Test
  void aShardStaysBelowAKilobyte() {
    IntStream.range(0, 100).forEach(i -> finish(batch(0, 998_400 + i * 16)));
    assertThat(shards()).hasSize(1);
    Item shard = embedded.get("JOB#" + jobId, shards().getFirst());
    var done = requireNonNull(shard.attributes().get("done"));
    // DynamoDB takes a byte for two digits and up to two more.
    long numbers = done.ns().stream().mapToLong(n -> 2L + n.length() / 2).sum();
    long names = 60L + "pkskdoneobjectsbytesexpiresAt".length();
    assertThat(numbers + names).isLessThan(1024);
  }
}
