package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscrepanciesTest {
  private final Discrepancies discrepancies = new Discrepancies();

  @Test
  void namesEveryKeyWhenThereAreFew() {
    discrepancies.surplus("b/3");
    discrepancies.missing("b/1");
    discrepancies.wrongSize("b/2", 8046, 100);
    discrepancies.wrongSize("b/4", 100, 8046);

    assertThat(discrepancies.describe())
        .isEqualTo(
            "1 missing: b/1; 1 short: b/2 (expected 8046 bytes, found 100);"
                + " 1 too long: b/4 (expected 100 bytes, found 8046); 1 surplus: b/3");
  }

  @Test
  void namesTheFirstTwentyOfEachKindAndCountsTheRest() {
    for (int i = 0; i < 25; i++) {
      discrepancies.missing("m" + i);
    }
    discrepancies.surplus("s");

    assertThat(discrepancies.describe())
        .startsWith("25 missing: m0, m1, ")
        .contains("m19 and 5 more; 1 surplus: s")
        .doesNotContain("m20");
  }

  @Test
  void addsThoseOfALaterRange() {
    var later = new Discrepancies();
    for (int i = 0; i < 30; i++) {
      later.missing("later" + i);
    }
    discrepancies.missing("first");
    discrepancies.addAll(later);

    assertThat(discrepancies.describe())
        .startsWith("31 missing: first, later0, ")
        .endsWith("later18 and 11 more");
  }

  @Test
  void isEmptyUntilSomethingIsFound() {
    discrepancies.addAll(new Discrepancies());

    assertThat(discrepancies.isEmpty()).isTrue();
  }
}
