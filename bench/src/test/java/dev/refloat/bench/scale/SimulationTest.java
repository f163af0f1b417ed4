package dev.refloat.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.scale.result.Seen;
import dev.refloat.bench.scale.s3.Kind;
import dev.refloat.local.cli.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole restore, small enough for every build: what it asks is known to the request. */
final class SimulationTest {
  /** Two collections of 60 objects, in batches of at most 25 and so three of 20 each. */
  private static final Scenario SMALL = new Scenario("t", "small", 2, 6, 10, 1_000_000);

  private static final Map<String, String> BATCHES = Map.of("BatchItems", "25");

  @TempDir private Path directory;

  private Seen run(Scenario scenario, Map<String, String> parameters, String name)
      throws IOException {
    try (var simulation =
        new Simulation(
            scenario, Installation.find().template(), parameters, directory.resolve(name), 1)) {
      return simulation.run();
    }
  }

  @Test
  void aRestoreAsksWhatItHasToAndTheSameEachTime() throws IOException {
    Seen seen = run(SMALL, BATCHES, "first");

    assertThat(seen.s3().requests())
        .containsEntry(Kind.COPY, 120L)
        // One range of the backup; two prefixes of each collection.
        .containsEntry(Kind.LIST, 1L + 2 * 2)
        // collections.jsonl; of each collection entry, objects, items, batches.
        .containsEntry(Kind.PUT, 1L + 2 * 4)
        .doesNotContainKey(Kind.HEAD);
    assertThat(seen.history().states()).containsEntry("CopyBatch", 6L).containsEntry("Commit", 2L);
    assertThat(seen.history().concurrency()).containsOnlyKeys("Collections", "Copy");
    assertThat(seen.history().children()).isEqualTo(3);
    assertThat(seen.history().openMapRuns()).isBetween(2L, 3L);
    // Three are called ahead when it begins, and one more for a collection and six for batches when
    // it is planned.
    assertThat(seen.lambda().events()).isEqualTo(1 + 6);
    assertThat(seen.lambda().calls()).isEqualTo(3 + 1 + 6 + 2 + 2 * 4 + 6);
    assertThat(seen.s3().refused().values()).containsOnly(0L);
    assertThat(seen.dynamoDb().writes()).isPositive();
    assertThat(seen.seconds()).isBetween(2.0, 60.0);

    Seen again = run(SMALL, BATCHES, "second");
    assertThat(again.s3().requests()).isEqualTo(seen.s3().requests());
    assertThat(again.history().states()).isEqualTo(seen.history().states());
    assertThat(again.history().transitions()).isEqualTo(seen.history().transitions());
    assertThat(again.lambda().calls()).isEqualTo(seen.lambda().calls());
  }

  @Test
  void anObjectInRangesIsOpenedCopiedAndCompleted() throws IOException {
    var large = new Scenario("t", "large", 1, 1, 1, 100L << 30);
    Seen seen = run(large, Map.of(), "large");

    assertThat(seen.s3().requests()).containsEntry(Kind.COPY, 200L).containsEntry(Kind.HEAD, 1L);
    assertThat(seen.history().states()).containsEntry("InOneCall", 1L);
  }
}
