package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PlanLinesTest {
  private static final PlannedObject SMALL = new PlannedObject("s/ä\n\"", "d/1", 7, "\"abc\"");
  private static final PlannedObject HUGE =
      new PlannedObject("s", "d", S3Limits.OBJECT_BYTES, "e-2");

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  @Test
  void anObjectIsOneLineThatReadsAsItWas() {
    PlannedFile file = PlannedFile.of(3, SMALL, CopyLimits.DEFAULT);
    byte[] line = PlanLines.line(new JsonLine(), file);
    assertThat(text(line))
        .isEqualTo("{\"s\":\"s/ä\\n\\\"\",\"d\":\"d/1\",\"n\":7,\"e\":\"\\\"abc\\\"\"}");
    assertThat(PlanLines.file(3, line)).isEqualTo(file);
  }

  @Test
  void anObjectInRangesSaysOfWhatLength() {
    PlannedFile file = PlannedFile.of(0, HUGE, CopyLimits.DEFAULT);
    byte[] line = PlanLines.line(new JsonLine(), file);
    assertThat(text(line)).endsWith(",\"r\":5368709120}");
    assertThat(PlanLines.file(0, line)).isEqualTo(file);
  }

  @Test
  void anItemReadsAsItWas() {
    CopyItem whole = new CopyItem.WholeItem(SMALL);
    assertThat(PlanLines.line(new JsonLine(), whole))
        .isEqualTo(PlanLines.line(new JsonLine(), PlannedFile.of(3, SMALL, CopyLimits.DEFAULT)));
    assertThat(PlanLines.item(PlanLines.line(new JsonLine(), whole))).isEqualTo(whole);

    CopyItem range =
        new CopyItem.RangeItem(HUGE, 9, Ranges.of(HUGE.size(), CopyLimits.DEFAULT).get(10_000));
    assertThat(PlanLines.item(PlanLines.line(new JsonLine(), range))).isEqualTo(range);
    assertThat(text(PlanLines.line(new JsonLine(), range)))
        .endsWith("\"o\":9,\"p\":10000,\"f\":53681722490880,\"l\":53687091199999}");
  }

  @Test
  void aLineWithoutAKeyIsRefused() {
    assertThatThrownBy(
            () ->
                PlanLines.item(
                    "{\"s\":\"a\",\"n\":1,\"e\":\"e\"}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("'d'");
  }

  @Test
  void linesAreSplitAtTheirEnds() {
    assertThat(Jsonl.lines("a\n\nbc\nd".getBytes(StandardCharsets.UTF_8)).map(PlanLinesTest::text))
        .containsExactly("a", "bc", "d");
    assertThat(Jsonl.lines(new byte[0])).isEmpty();
  }
}
