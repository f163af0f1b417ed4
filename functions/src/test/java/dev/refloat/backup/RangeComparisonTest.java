package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    assertThat(range.found())
        .extracting(SourceObject::key, SourceObject::eTag)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "\"e1\""),
            org.assertj.core.groups.Tuple.tuple("c", "\"e2\""));
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

  private static RangeComparison range(String... keys) {
    return new RangeComparison(
        Stream.of(keys)
            .map(key -> new ExpectedObject(0, LogKind.INSERT, 1, 2, new LogMeta(100, "1", 1), key))
            .toList(),
        true);
  }
}
