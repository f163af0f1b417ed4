package dev.refloat.bench.scale.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScalingPageTest {
  private static final Seen SEEN = FloorsTest.seen(1_000, 640, Map.of("CopyBatch", 4L));

  private final ScalingPage page = new ScalingPage(List.of(SEEN));

  @Test
  void whatIsHeldAndWhatIsMissedIsSaid() {
    assertThat(page.text())
        .contains("- (a) some: collections 2, objects of each 500, bytes of each object 1,000")
        .containsPattern("events of one execution +\\| 25,000 +\\| 1 ok")
        .containsPattern(
            "write units of one key in a second +\\| 1,000 +\\| 1,001 \\*\\*missed\\*\\*");
    assertThat(page.isHeld()).isFalse();
  }

  @Test
  void onlyItsOwnPartOfAPageIsReplaced() {
    String first = page.into("# Scaling\n\nFormulas.\n");
    assertThat(first).startsWith("# Scaling\n\nFormulas.\n\n" + ScalingPage.BEGIN);
    assertThat(page.into(first + "\nMore.\n")).isEqualTo(first + "\nMore.\n");
    assertThat(page.into("")).startsWith(ScalingPage.BEGIN);
  }

  @Test
  void thePlotNamesTheScenario() {
    assertThat(new ScalingPlot(List.of(SEEN)).svg())
        .startsWith("<svg")
        .contains("(a) some")
        .contains("60.0")
        .endsWith("</svg>\n");
  }
}
