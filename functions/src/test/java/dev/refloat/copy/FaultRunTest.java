package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The engine under faults: each run copies a collection while requests fail by seed, batches are
 * delivered twice and calls run out of time. The number of a run is its seed; run one alone with
 * {@code -Drefloat.seed=N}.
 */
final class FaultRunTest {
  private static final int RUNS = 8;
  private static final int MIB = 1 << 20;

  /** As often as the state machine would, and more, because the faults are denser. */
  private static final int TRIES = 60;

  /** Every so many runs one goes to the slower server that keeps checksums. */
  private static final int RUNS_TO_ONE_WITH_CHECKSUMS = 8;

  static LongStream seeds() {
    Long seed = Long.getLong("refloat.seed");
    return seed == null
        ? LongStream.range(0, (long) RUNS * Integer.getInteger("refloat.runs", 1))
        : LongStream.of(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsCopiedIsWholeAndCountedOnce(long seed) throws Exception {
    try (var run = new Run(seed)) {
      run.copy();
      run.restore.complete(run.embedded.s3, run.embedded.dynamo);

      assertThat(run.restore.copied().keySet()).isEqualTo(run.restore.expected.keySet());
      run.restore
          .copied()
          .forEach(
              (key, bytes) -> assertThat(bytes).as(key).isEqualTo(run.restore.expected.get(key)));
      assertThat(run.restore.counted("bytes")).isEqualTo(run.restore.bytes());
      assertThat(run.restore.counted("objects")).isEqualTo(run.restore.expected.size());
      assertThat(run.restore.openUploads()).isZero();
      assertThat(
              run.restore
                  .check(ETagRule.MD5)
                  .check(run.restore.files, run.restore.prefixes(), Restore.soon()))
          .returns((long) run.restore.expected.size(), DestinationCheck.Verified::objects);
      run.restore.cleanup().remove(run.restore.jobId, "00000", 0, run.restore.prefixes());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anAbandonedCollectionLeavesNothing(long seed) throws Exception {
    try (var run = new Run(seed)) {
      run.copySome();
      run.embedded.put(run.restore.outcome().with("state", "FAILED"));
      run.repeat(
          () ->
              run.restore
                  .cleanup(run.s3, run.dynamo)
                  .remove(run.restore.jobId, "00000", 0, run.restore.prefixes()));

      assertThat(run.restore.copied()).isEmpty();
      assertThat(run.restore.openUploads()).isZero();
      assertThat(run.restore.ledger()).isEmpty();
    }
  }

  private static TestedServer server(long seed) {
    return seed % RUNS_TO_ONE_WITH_CHECKSUMS == RUNS_TO_ONE_WITH_CHECKSUMS - 1
        ? TestedServer.S3_MOCK
        : TestedServer.S3_PROXY;
  }

  private static final class Run implements AutoCloseable {
    final Embedded embedded;
    final Restore restore;
    final S3Client s3;
    final DynamoDbClient dynamo;
    private final Random random;

    Run(long seed) {
      embedded = Embedded.on(server(seed));
      restore = new Restore(embedded, Ids.job());
      random = new Random(seed);
      double share = random.nextDouble() * 0.3;
      s3 = embedded.s3(Faults.on(embedded.server(), seed, share));
      dynamo = embedded.dynamo(new Faults(seed, share / 2));
      for (int i = random.nextInt(12); i >= 0; i--) {
        restore.withRandom("insert_log/7/" + i % 3 + "/" + i, random.nextInt(3000), seed + i);
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        int size = 6 * MIB + 1 + random.nextInt(12 * MIB);
        restore.withRandom("insert_log/7/large/" + i, size, seed - i);
      }
      restore.withRandom("delta_log/7/0", random.nextInt(100), seed);
      restore.plan();
    }

    void copy() {
      repeat(() -> restore.open(s3, dynamo));
      deliver(twiceSome(restore.batches()));
      repeat(() -> restore.complete(s3, dynamo));
    }

    void copySome() {
      repeat(() -> restore.open(s3, dynamo));
      var batches = twiceSome(restore.batches());
      deliver(batches.subList(0, random.nextInt(batches.size() + 1)));
      if (random.nextBoolean()) {
        // An upload whose way into the ledger was cut off.
        embedded.s3.createMultipartUpload(
            r -> r.bucket(Embedded.DATA).key(restore.destination("insert_log/7/large/1")));
      }
    }

    private List<BatchPayload> twiceSome(List<BatchPayload> batches) {
      var deliveries = new ArrayList<>(batches);
      batches.stream().filter(batch -> random.nextInt(3) == 0).forEach(deliveries::add);
      Collections.shuffle(deliveries, random);
      return deliveries;
    }

    private void deliver(List<BatchPayload> batches) {
      try (var threads = Executors.newFixedThreadPool(3)) {
        var ends =
            batches.stream()
                .map(
                    batch -> {
                      int looks = random.nextInt(12);
                      return threads.submit(() -> deliver(batch, looks));
                    })
                .toList();
        for (var end : ends) {
          end.get();
        }
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The first try runs out of time after some looks at the clock. */
    private void deliver(BatchPayload batch, int looks) {
      var left = new AtomicInteger(looks);
      Deadline early = Deadline.remaining(() -> left.getAndDecrement() > 0 ? 600_000 : 60_000);
      try {
        restore.copier(s3, dynamo).copy(batch, early);
      } catch (RuntimeException e) {
        repeat(() -> restore.copier(s3, dynamo).copy(batch, Restore.soon()));
      }
    }

    void repeat(Runnable step) {
      for (int attempt = 1; ; attempt++) {
        try {
          step.run();
          return;
        } catch (RuntimeException e) {
          if (attempt == TRIES) {
            throw e;
          }
        }
      }
    }

    @Override
    public void close() {
      s3.close();
      dynamo.close();
    }
  }
}
