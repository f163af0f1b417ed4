package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.Pace;
import dev.refloat.restore.Parallelism.Load;
import dev.refloat.restore.Parallelism.Size;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParallelismTest {
  private static final long MIB = 1 << 20;
  private static final Parallelism DEFAULT = new Parallelism(CopyLimits.DEFAULT, Pace.DEFAULT, 800);

  private static Load load(long batches, long objects, long bytesEach) {
    return new Load(batches, objects, objects * bytesEach);
  }

  private static CopyLimits alone(long objects, long bytes) {
    var size = new Size(objects, bytes);
    return DEFAULT.limits(size, size);
  }

  @Test
  void whatOneCallCopiesSoonIsOneBatch() {
    assertThat(alone(1_000, 1_000 * 64 * MIB)).isEqualTo(CopyLimits.DEFAULT);
    assertThat(alone(2_000, 2_000)).isEqualTo(CopyLimits.DEFAULT);
  }

  @Test
  void whatTakesOneCallLongIsCutForThoseThatAreOfUse() {
    // 100 MB take 1.21 s: 3,500 a second are 67 functions with 64 each, of which each gets four.
    CopyLimits limits = alone(100_000, 10_000_000_000_000L);

    assertThat(limits.batchItems()).isEqualTo(Math.ceilDiv(100_000, 4 * 67));
    assertThat(limits.batchBytes()).isEqualTo(CopyLimits.DEFAULT.batchBytes());
  }

  @Test
  void collectionsShareTheBatchesThatAreOfUse() {
    var all = new Size(100_000, 10_000_000_000_000L);
    var tenth = new Size(10_000, 1_000_000_000_000L);

    int batchItems = DEFAULT.limits(tenth, all).batchItems();

    // 6.7 functions of 67 are 7, and four rounds of 7 are 28 batches: with 27 one would rest.
    assertThat(batchItems).isEqualTo(Math.ceilDiv(10_000, 4 * 7));
  }

  @Test
  void whatIsNeededAtOnceIsWhatThePlanWillAskFor() {
    var tenth = new Size(10_000, 1_000_000_000_000L);

    assertThat(DEFAULT.needed(Collections.nCopies(10, tenth)))
        .isEqualTo(new Parallelism.Needed(0, 9, 10 * 7));
  }

  @Test
  void oneFunctionForSmallCollectionsIsCalledWithoutAPlan() {
    var small = new Size(10, 10 * MIB);

    assertThat(DEFAULT.needed(List.of(small))).isEqualTo(new Parallelism.Needed(0, 0, 0));
    assertThat(DEFAULT.needed(List.of(small, small, small)))
        .isEqualTo(new Parallelism.Needed(2, 0, 0));
    assertThat(DEFAULT.needed(List.of())).isEqualTo(new Parallelism.Needed(0, 0, 0));
  }

  @Test
  void noMoreIsNeededAtOnceThanMayRun() {
    assertThat(DEFAULT.needed(Collections.nCopies(10_000, new Size(10, 10 * MIB))).inOneCall())
        .isEqualTo(100);
    assertThat(DEFAULT.needed(List.of(new Size(10_000_000, 1L << 50))).copy()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE / 3, Long.MAX_VALUE})
  void sizesThatCannotBeCutTheCollectionAllTheSame(long bytes) {
    var absurd = new Size(10_000, bytes);
    for (List<Size> together :
        List.of(
            List.of(absurd),
            List.of(absurd, absurd),
            List.of(absurd, new Size(10_000, Long.MAX_VALUE)),
            List.of(absurd, new Size(10_000, -5_000_000_000_000L)))) {
      Size all = together.stream().reduce(Size.NOTHING, Size::and);
      for (Size one : together) {
        assertThat(DEFAULT.limits(one, all).batchItems()).isBetween(1, 2_000);
      }
      assertThat(DEFAULT.needed(together).copy()).isBetween(0, 100);
    }
  }

  @Test
  void noBatchIsSmallerThanWhatOneCallHasInFlight() {
    assertThat(alone(3_000, 3_000 * 1_000 * MIB).batchItems()).isGreaterThanOrEqualTo(64);
  }

  @Test
  void noBatchIsLargerThanTheSettingsSay() {
    assertThat(alone(100_000_000, 100_000_000).batchItems()).isEqualTo(2_000);
  }

  @Test
  void rangesOfOneObjectAreSpreadOverManyCalls() {
    long ranges = 40L * 1024 * 1024 / 512;
    CopyLimits limits = alone(1, 40L * 1024 * 1024 * MIB);

    assertThat(limits.batchItems()).isBetween(64, 512);
    assertThat(ranges / limits.batchItems()).isGreaterThan(100);
  }

  @Test
  void oneLargeCollectionGetsAllThatIsOfUse() {
    assertThat(DEFAULT.batchesAtOnce(List.of(load(200, 100_000, 100_000_000)))).containsExactly(67);
  }

  @Test
  void aSmallOneBesideALargeOneTakesItsShare() {
    assertThat(
            DEFAULT.batchesAtOnce(
                List.of(load(200, 100_000, 100_000_000), load(2, 1_000, 100_000_000))))
        .containsExactly(67, 1);
  }

  @Test
  void manyCollectionsShareAsManyAsRunTogether() {
    List<Load> equal = Collections.nCopies(1_000, load(10, 5_000, 100_000_000));

    List<Integer> atOnce = DEFAULT.batchesAtOnce(equal);

    assertThat(atOnce).hasSize(1_000).containsOnly(1);
  }

  @Test
  void noMoreFunctionsThanTheSettingsLet() {
    var few = new Parallelism(CopyLimits.DEFAULT, Pace.DEFAULT, 7);
    assertThat(few.batchesAtOnce(List.of(load(200, 100_000, 100_000_000)))).containsExactly(7);
  }

  @Test
  void moreFunctionsWhereS3HasTimeToSplit() {
    // Ten million copies take one partition 48 minutes: S3 splits it after 30 of them.
    int atOnce = DEFAULT.batchesAtOnce(List.of(load(20_000, 10_000_000, 100_000_000))).getFirst();

    assertThat(atOnce).isBetween(100, 110);
  }

  @Test
  void shortCallsAreHeldByTheRateOfTransitions() {
    // 500 copies of 10 ms take a call 0.08 s, which counts as half a second.
    var fast = new Parallelism(CopyLimits.DEFAULT, new Pace(0.01, 1e12), 5_000);

    assertThat(fast.batchesAtOnce(List.of(load(20_000, 10_000_000, 1))).getFirst())
        .isLessThanOrEqualTo(160);
  }

  @Test
  void longOnesMayAllBeginInTheSameSecond() {
    var slow = new Parallelism(CopyLimits.DEFAULT, new Pace(10, 1e12), 5_000);

    assertThat(slow.batchesAtOnce(List.of(load(20_000, 10_000_000, 1)))).containsExactly(320);
  }

  @Test
  void nothingToCopyIsNoError() {
    assertThat(DEFAULT.batchesAtOnce(List.of())).isEmpty();
    assertThat(DEFAULT.batchesAtOnce(List.of(load(0, 0, 0)))).containsExactly(1);
    assertThat(alone(0, 0)).isEqualTo(CopyLimits.DEFAULT);
  }
}
