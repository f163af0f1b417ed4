package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.refloat.backup.SegmentMeta;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NewIdsTest {
  /** Above 2^53, and odd: floating point would round it. */
  private static final long FIRST = (1L << 53) + 1;

  private final NewIds ids = new NewIds(BackedUp.films(), FIRST);

  @Test
  void areGivenOutInTheOrderOfTheKeys() {
    assertThat(
            List.of(
                ids.collection(),
                ids.partition(21),
                ids.partition(22),
                ids.segment(33),
                ids.segment(31),
                ids.segment(32)))
        .containsExactly(
            "9007199254740993",
            "9007199254740994",
            "9007199254740995",
            "9007199254740996",
            "9007199254740997",
            "9007199254740998");
  }

  @Test
  void asManyAreNeededAsAreGivenOut() {
    assertThat(NewIds.needed(BackedUp.films())).isEqualTo(6);
  }

  @Test
  void deletesOfAllPartitionsStayUnderTheIdThatSaysSo() {
    assertThat(ids.partition(SegmentMeta.ALL_PARTITIONS)).isEqualTo("-1");
  }

  @Test
  void anIdThatTheMetaDoesNotNameHasNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> ids.segment(34));
    assertThatIllegalArgumentException().isThrownBy(() -> ids.partition(31));
  }

  @Test
  void keepTheOrderOfKeysWhereAllHaveAsManyDigits() {
    assertThat(ids.keepOrder()).isTrue();
    assertThat(new NewIds(BackedUp.films(), 93).keepOrder()).isTrue();
    assertThat(new NewIds(BackedUp.films(), 96).keepOrder()).isFalse();
  }
}
