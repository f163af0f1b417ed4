package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupLayoutTest {
  private static final BackupLayout LAYOUT =
      new BackupLayout(new BackupLocation("bucket", "p/nightly"));

  /** One row per generation and kind of segment; a group of 0 stands for none. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no group,                  20, 0,  p/nightly/binlogs/%s/10/20/30",
    "several segments in group, 20, 7,  p/nightly/binlogs/%s/10/20/7/30",
    "group is the segment,      20, 30, p/nightly/binlogs/%s/10/20/30/30",
    "all partitions,            -1, 0,  p/nightly/binlogs/%s/10/-1/30",
    "all partitions and group,  -1, 30, p/nightly/binlogs/%s/10/-1/30",
  })
  void keepsEveryGenerationOfGroups(String title, long partition, long group, String folder) {
    var segment = segment(partition, group == 0 ? OptionalLong.empty() : OptionalLong.of(group));

    assertThat(LAYOUT.insertLog(10, segment, new LogMeta(101, "40", 1)))
        .isEqualTo(folder.formatted("insert_log") + "/101/40");
    assertThat(LAYOUT.deltaLog(10, segment, new LogMeta(LogMeta.NO_FIELD, "41", 1)))
        .isEqualTo(folder.formatted("delta_log") + "/41");
  }

  @org.junit.jupiter.api.Test
  void keepsIdsAboveTwoToThe53() {
    long id = 442958042415517553L;
    var segment = segment(id, OptionalLong.of(id + 1));

    assertThat(LAYOUT.insertLog(id + 2, segment, new LogMeta(0, "442958042415717589", 1)))
        .isEqualTo(
            "p/nightly/binlogs/insert_log/442958042415517555/442958042415517553"
                + "/442958042415517554/30/0/442958042415717589");
  }

  private static SegmentMeta segment(long partition, OptionalLong group) {
    return new SegmentMeta(30, 10, partition, 1, 1, group, false, "", 0, List.of(), List.of());
  }
}
