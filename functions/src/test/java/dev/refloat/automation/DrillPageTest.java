package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DrillPageTest {
  private static Drill drill(DrillStatus status, List<String> findings) {
    return new Drill(
        "fire-1",
        "trig-1",
        "nightly & <more>",
        "proj-1234",
        "in01-source",
        "backup1",
        "nightly",
        "job-1",
        status,
        "2026-05-01T10:00:00Z",
        "2026-05-01T10:00:31Z",
        31L,
        60,
        2,
        19,
        435_685,
        6_000,
        findings,
        null,
        "report.json",
        "report.html");
  }

  @Test
  void aPageTellsWhatWasTriedAndWhatCameOfIt() {
    String page = new DrillPage(drill(DrillStatus.PASSED, List.of())).html();

    assertThat(page)
        .contains("<td>nightly (backup1)</td>", "<td>31 of 60</td>", "<td>6000</td>", "PASSED")
        .contains("None: every file was copied")
        .contains("<td>not known</td>");
  }

  @Test
  void whatOthersWroteIsTextInIt() {
    String page =
        new DrillPage(
                drill(DrillStatus.FAILED, List.of("The file a/<script>alert(1)</script> is bad.")))
            .html();

    assertThat(page)
        .doesNotContain("<script", "<more>")
        .contains("<li>The file a/&lt;script&gt;alert(1)&lt;/script&gt; is bad.</li>")
        .contains("nightly &amp; &lt;more&gt;");
  }
}
