package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
  private static final long SEED = 42;

  private final Random random = new Random(SEED);

  @Test
  void keepsEverythingOfFiveThousandCollections() {
    List<DatabaseSummary> databases =
        DatabaseSummary.of(Metas.many(5_000, name -> name + random(20)));

    byte[] stored = SummaryText.write(databases);

    assertThat(stored.length).isLessThan(SummaryText.MAX_BYTES);
    assertThat(SummaryText.read(stored)).isEqualTo(databases);
  }

  @Test
  void dropsDescriptionsFirst() {
    List<DatabaseSummary> databases =
        List.of(
            new DatabaseSummary(
                "default", 500, IntStream.range(0, 500).mapToObj(this::described).toList()));

    List<DatabaseSummary> read = SummaryText.read(SummaryText.write(databases));

    assertThat(read.getFirst().collections()).hasSize(500);
    assertThat(read.getFirst().collections())
        .allSatisfy(c -> assertThat(c.description()).isEmpty());
    assertThat(read.getFirst().collections().get(7).collectionName()).isEqualTo("c7");
  }

  @Test
  void keepsTheCountsWhereTheCollectionsDoNotFit() {
    List<DatabaseSummary> databases =
        DatabaseSummary.of(Metas.many(20_000, name -> name + random(60)));

    byte[] stored = SummaryText.write(databases);

    assertThat(stored.length).isLessThan(SummaryText.MAX_BYTES);
    assertThat(SummaryText.read(stored))
        .containsExactly(new DatabaseSummary("default", 20_000, List.of()));
  }

  private CollectionSummary described(int i) {
    return new CollectionSummary("c" + i, random(2_000), LoadState.LOADED, 1, 1, 1, 1);
  }

  private String random(int length) {
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
