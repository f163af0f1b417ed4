package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class BatchPlannerTest {
  private static final CopyLimits LIMITS = new CopyLimits(1L << 30, 1L << 29, 500, 50L << 30, 64);

  private static final long GIB = S3Limits.GIB;

  private static PlannedObject object(int number, long size) {
    return new PlannedObject("s/%08d".formatted(number), "d/%08d".formatted(number), size, "e");
  }

  private static List<List<CopyItem>> plan(CopyLimits limits, long... sizes) {
    List<List<CopyItem>> batches = new ArrayList<>();
    List<CopyItem> window = new ArrayList<>();
    var planner =
        new BatchPlanner(
            limits, places -> batches.add(Arrays.stream(places).mapToObj(window::get).toList()));
    for (int i = 0; i < sizes.length; i++) {
      for (CopyItem item : PlannedFile.of(i, object(i, sizes[i]), limits).items().toList()) {
        int place = planner.add(item.bytes());
        window.subList(place, window.size()).clear();
        window.add(item);
      }
    }
    planner.finish();
    return batches;
  }

  private static long[] sizes(int count, long size) {
    var sizes = new long[count];
    Arrays.fill(sizes, size);
    return sizes;
  }

  private static long bytes(List<CopyItem> batch) {
    return batch.stream().mapToLong(CopyItem::bytes).sum();
  }

  private static int number(CopyItem item) {
    return Integer.parseInt(item.object().destination().substring(2));
  }

  @Test
  void nothingMakesNoBatch() {
    assertThat(plan(LIMITS)).isEmpty();
  }

  @Test
  void everyByteOfEveryObjectIsInOneBatchAndNoBatchIsTooLarge() {
    var random = new Random(20260101);
    for (int run = 0; run < 50; run++) {
      var limits =
          new CopyLimits(
              random.nextLong(5 * GIB),
              (1 + random.nextInt(5)) * GIB,
              1 + random.nextInt(50),
              (5 + random.nextInt(30)) * GIB,
              8);
      long[] sizes = random.longs(random.nextInt(2000), 0, 20 * GIB).toArray();
      var batches = plan(limits, sizes);

      var perObject = new long[sizes.length];
      var seen = new HashSet<CopyItem>();
      for (List<CopyItem> batch : batches) {
        assertThat(batch).hasSizeBetween(1, limits.batchItems());
        assertThat(bytes(batch)).isLessThanOrEqualTo(limits.batchBytes());
        for (CopyItem item : batch) {
          assertThat(seen.add(item)).isTrue();
          perObject[number(item)] += item.bytes();
        }
      }
      assertThat(perObject).isEqualTo(sizes);
      assertThat(batches.stream().flatMap(List::stream).mapToInt(CopyItem::objects).sum())
          .isEqualTo(sizes.length);
    }
  }

  @Test
  void thereAreNoMoreBatchesThanItTakes() {
    assertThat(plan(LIMITS, sizes(500, 1))).hasSize(1);
    assertThat(plan(LIMITS, sizes(501, 1))).hasSize(2);
    assertThat(plan(LIMITS, sizes(50, GIB))).hasSize(1);
    assertThat(plan(LIMITS, sizes(100_000, 1))).hasSize(200);
  }

  @Test
  void theBatchesOfAWindowAreOfOneSize() {
    assertThat(plan(LIMITS, sizes(1001, 1)).stream().map(List::size))
        .containsExactly(334, 334, 333);
  }

  @Test
  void neighboursInKeyOrderAreFarApart() {
    for (int count : new int[] {100, 500, 1000, 5000, 40_000}) {
      for (List<CopyItem> batch : plan(LIMITS, sizes(count, 1))) {
        if (batch.size() < 100) {
          continue;
        }
        for (int i = 0; i + 8 < batch.size(); i++) {
          var near =
              batch.subList(i, i + 8).stream().map(BatchPlannerTest::number).sorted().toList();
          for (int k = 1; k < near.size(); k++) {
            assertThat(near.get(k) - near.get(k - 1)).as("%s of %d", near, count).isGreaterThan(1);
          }
        }
      }
    }
  }

  @Test
  void theRangesOfOneObjectAreInAllBatches() {
    var batches = plan(LIMITS, 1000 * GIB);
    assertThat(batches).hasSize(20);
    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSize(100));
    assertThat(batches.getFirst().stream().map(item -> ((CopyItem.RangeItem) item).range().part()))
        .anyMatch(part -> part < 200)
        .anyMatch(part -> part > 1800);
  }

  @Test
  void theSameObjectsMakeTheSameBatches() {
    long[] sizes = new Random(1).longs(3000, 0, 3 * GIB).toArray();
    assertThat(plan(LIMITS, sizes)).isEqualTo(plan(LIMITS, sizes));
  }

  @Test
  void onlyObjectsAboveTheThresholdAreCut() {
    var items = plan(LIMITS, GIB, GIB + 1).stream().flatMap(List::stream).toList();
    assertThat(items.stream().collect(Collectors.groupingBy(BatchPlannerTest::number)))
        .hasEntrySatisfying(0, whole -> assertThat(whole).hasSize(1))
        .hasEntrySatisfying(1, ranges -> assertThat(ranges).hasSize(3));
  }
}
