package dev.refloat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MarkdownTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new MarkdownTable("a", "long header");
    table.row("wide cell", "b|c");

    assertThat(table.toString())
        .isEqualTo(
            """
            | a         | long header |
            | --------- | ----------- |
            | wide cell | b\\|c        |
            """);
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new MarkdownTable("a", "b").row("c"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
