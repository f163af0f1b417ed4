package dev.refloat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowCountTest {
  private static RowCount count(LogType type, int storageVersion, long rows) {
    return new RowCount(
        new SegmentLogs(
            type, 1, 2, 3, storageVersion, rows, "backup/1/2/3/", "cluster/7/8/9/", List.of()));
  }

  private static RowCount with(RowCount count, long field, long... rows) {
    for (long each : rows) {
      count.add(new Log(field, field + "/1", 1), each);
    }
    return count;
  }

  private static void assertWrong(RowCount count, String message) {
    assertThatThrownBy(count::counted)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED))
        .hasMessageContaining("backup/1/2/3/")
        .hasMessageContaining(message);
  }

  @Test
  void everyFieldHasTheRowsOfTheSegment() {
    RowCount count = count(LogType.INSERT, 1, 10);
    assertThat(with(with(with(count, 0, 4, 6), 1, 4, 6), 100, 5, 5).counted()).isEqualTo(10);
  }

  @Test
  void aFieldWithOtherRowsIsNamed() {
    RowCount count = count(LogType.INSERT, 0, 10);
    assertWrong(
        with(with(with(count, 0, 10), 1, 10), 100, 9),
        "10 rows that its meta says: field 100 has 9");
  }

  @Test
  void aMetaWithOtherRowsThanAllFieldsIsTold() {
    RowCount count = count(LogType.INSERT, 1, 11);
    assertWrong(with(with(count, 0, 10), 1, 10), "field 0 has 10, 1 has 10");
  }

  @Test
  void aMessageNamesTenFieldsAndCountsTheOthers() {
    RowCount count = count(LogType.INSERT, 1, 11);
    for (long field = 100; field < 130; field++) {
      with(count, field, 10);
    }
    assertWrong(count, "109 has 10 and 20 more");
  }

  /** It was added to the schema, or dropped, between two of the segment's logs. */
  @Test
  void aFieldThatLacksLogsHasAtMostTheRowsOfTheSegment() {
    RowCount count = count(LogType.INSERT, 1, 10);
    assertThat(with(with(with(count, 0, 4, 6), 1, 4, 6), 101, 6).counted()).isEqualTo(10);
    assertWrong(with(count, 102, 11), "field 102 has 11");
  }

  @Test
  void columnGroupsGoByTheFirst() {
    RowCount count = count(LogType.INSERT, 2, 10);
    assertThat(with(with(with(count, 0, 4, 6), 1, 6), 100, 6, 4).counted()).isEqualTo(10);
    assertWrong(with(count, 101, 6, 5), "column group 101 has 11");
  }

  @Test
  void withoutARowTimestampEveryFieldIsHeldToTheMeta() {
    assertWrong(with(count(LogType.INSERT, 1, 10), 100, 9), "100 has 9");
  }

  @Test
  void deletesAreCountedAndComparedWithNothing() {
    RowCount count = count(LogType.DELETE, 0, 3);
    assertThat(with(count, -1, 20, 22).counted()).isEqualTo(42);
  }
}
