package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RangeComparisonTest {
  @Test
  void findsWhatIsExpected() {
    var range = range("a", "c");
    range.listed("a", 1, "\"e1\"");
    range.listed("c", 1, "\"e2\"");
    range.end();

    assertThat(range.discrepancies().isEmpty()).isTrue();
    assertThat(range.found()).hasSize(1);
    assertThat(texts(range.found().getFirst())).containsExactly("\"e1\"", "\"e2\"");
  }

  @Test
  void tellsMissingFromSurplusWhereverTheyAre() {
    var range = range("b", "d", "f", "h");
    for (String key : List.of("a", "d", "e", "f", "g")) {
      range.listed(key, 1, "");
    }
    range.end();

    assertThat(range.discrepancies().describe()).isEqualTo("2 missing: b, h; 3 surplus: a, e, g");
  }

  @Test
  void comparesSizes() {
    var range = range("a", "b");
    range.listed("a", 0, "");
    range.listed("b", 2, "");
    range.end();

    assertThat(range.discrepancies().describe())
        .isEqualTo(
            "1 short: a (expected 1 bytes, found 0);"
                + " 1 too long: b (expected 1 bytes, found 2)");
  }

  @Test
  void passesOverTheMarkersOfEmptyFolders() {
    var range = range("a/1");
    range.listed("a/", 0, "");
    range.listed("a/1", 1, "");
    range.listed("a/2/", 5, "");
    range.end();

    assertThat(range.discrepancies().describe()).isEqualTo("1 surplus: a/2/");
  }

  @Test
  void keepsWhatItFindsByCollection() {
    var range =
        new RangeComparison(
            List.of(object(3, "a"), object(3, "b"), object(7, "c"), object(3, "d")), true);
    for (String key : List.of("a", "b", "c", "d")) {
      range.listed(key, 1, key);
    }
    range.end();

    assertThat(range.found())
        .extracting(RangeComparison.Found::collection)
        .containsExactly(3, 7, 3);
    assertThat(range.found().stream().flatMap(RangeComparisonTest::texts))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void keepsNothingWhereThatIsNotAskedFor() {
    var range = new RangeComparison(List.of(object(0, "a")), false);
    range.listed("a", 1, "e");
    range.end();

    assertThat(range.found()).isEmpty();
    assertThat(range.discrepancies().isEmpty()).isTrue();
  }

  private static Stream<String> texts(RangeComparison.Found found) {
    return IntStream.range(0, found.eTags().size()).mapToObj(found.eTags()::get);
  }

  private static ExpectedObject object(int collection, String key) {
    return new ExpectedObject(collection, LogKind.INSERT, 1, 2, new LogMeta(100, "1", 1), key);
  }

  private static RangeComparison range(String... keys) {
    return new RangeComparison(Stream.of(keys).map(key -> object(0, key)).toList(), true);
  }
}
