package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StretchesTest {
  private static Stretches cut(int keys, List<String> prefixes, String... planned) {
    return new Stretches(
        Stream.of(planned)
            .map(
                key ->
                    new PlannedFile(
                        0, new PlannedObject("from/" + key, key, 1, "e"), Optional.empty()))
            .iterator(),
        prefixes,
        keys);
  }

  private static List<Stretch> all(Stretches stretches) {
    var all = new ArrayList<Stretch>();
    stretches.forEachRemaining(all::add);
    return all;
  }

  @Test
  void eachBeginsWhereTheOneBeforeEndsAndTheLastIsOpen() {
    assertThat(all(cut(2, List.of("a/"), "a/1", "a/2", "a/3", "a/4", "a/5")))
        .extracting(Stretch::after, Stretch::last, s -> s.files().size())
        .containsExactly(tuple(null, "a/2", 2), tuple("a/2", "a/4", 2), tuple("a/4", null, 1));
  }

  @Test
  void fullOnesLeaveNoEmptyOneBehind() {
    assertThat(all(cut(2, List.of("a/"), "a/1", "a/2", "a/3", "a/4")))
        .extracting(Stretch::after, Stretch::last)
        .containsExactly(tuple(null, "a/2"), tuple("a/2", null));
  }

  @Test
  void everyPrefixIsListedWithOrWithoutPlannedKeys() {
    assertThat(all(cut(2, List.of("a/", "b/", "c/"), "b/1", "b/2")))
        .extracting(Stretch::prefix, Stretch::after, Stretch::last, s -> s.files().size())
        .containsExactly(
            tuple("a/", null, null, 0), tuple("b/", null, null, 2), tuple("c/", null, null, 0));
  }

  @Test
  void aKeyUnderNoPrefixIsADefectOfThePlan() {
    var stretches = cut(2, List.of("a/"), "a/1", "b/1");
    stretches.next();
    assertThat(stretches.hasNext()).isTrue();
    assertThatThrownBy(stretches::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void behindTheLastThereIsNone() {
    var stretches = cut(2, List.of("a/"));
    stretches.next();
    assertThat(stretches.hasNext()).isFalse();
    assertThatThrownBy(stretches::next).isInstanceOf(NoSuchElementException.class);
  }
}
