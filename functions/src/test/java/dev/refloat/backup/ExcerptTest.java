package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void aNameStaysAsItIs() {
    assertThat(Excerpt.of("Hafen 港口 \ud83d\ude00 \"%\"")).isEqualTo("Hafen 港口 \ud83d\ude00 \"%\"");
  }

  @Test
  void whatBreaksALineOrTurnsItRoundIsAQuestionMark() {
    assertThat(Excerpt.of("a\nb\u0000c\u202ed\u2028e\ud800f")).isEqualTo("a?b?c?d?e?f");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(Excerpt.of("\ud83d\ude00".repeat(5), 3)).isEqualTo("\ud83d\ude00".repeat(3) + "…");
    assertThat(Excerpt.of("x".repeat(1_000_000))).hasSize(81);
  }
}
