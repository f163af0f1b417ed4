package dev.refloat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LogOpenerTest {
  private static final int EVENT_HEAD = 33;

  private static final BackupLogs SAMPLE = BackupLogs.sample(SampleOptions.small("small", 1));

  private final LogOpener opener = new LogOpener();

  private long rows(SegmentLogs segment, Log log, byte[] bytes) {
    return opener.rows(segment, log, new Reads(bytes));
  }

  private long counted(BackupLogs backup, SegmentLogs segment) {
    var count = new RowCount(segment);
    segment.logs().forEach(log -> count.add(log, rows(segment, log, backup.bytes(segment, log))));
    return count.counted();
  }

  @Test
  void everyLogOfABackupHasTheRowsOfTheMeta() {
    for (SegmentLogs segment : SAMPLE.segments()) {
      long counted = counted(SAMPLE, segment);
      if (segment.type() == LogType.INSERT) {
        assertThat(counted).isEqualTo(segment.rows()).isPositive();
      } else {
        assertThat(counted).isPositive();
      }
    }
    assertThat(SAMPLE.segments())
        .extracting(SegmentLogs::partition)
        .as("deletes of all partitions are among them")
        .contains(-1L);
  }

  @Test
  void theLogsOfARealBackupOpen() {
    Path folder =
        Path.of(System.getProperty("refloat.root", "."), "../shared/fixtures/real-backup-2023");
    assumeThat(Files.isDirectory(folder)).as("real backup is there").isTrue();
    BackupLogs real = BackupLogs.folder(folder);

    assertThat(real.segments()).extracting(segment -> counted(real, segment)).hasSize(4);
    assertThat(real.segments().stream().mapToInt(segment -> segment.logs().size()).sum())
        .isEqualTo(19);
    assertThat(real.segments().stream().filter(s -> s.type() == LogType.INSERT))
        .hasSize(3)
        .allMatch(segment -> counted(real, segment) == 3000);
  }

  @Test
  void aSmallLogTakesOneRead() {
    for (SegmentLogs segment : SAMPLE.segments()) {
      for (Log log : segment.logs()) {
        var reads = new Reads(SAMPLE.bytes(segment, log));
        opener.rows(segment, log, reads);
        assertThat(reads.count).as(log.tail()).isEqualTo(log.size() <= 64 << 10 ? 1 : 2);
      }
    }
  }

  @Test
  void ofALargeLogOnlyHeadAndFooterAreRead() {
    BackupLogs large = BackupLogs.sample(new SampleOptions("large", 1, 12 << 20, 0));
    int seen = 0;
    for (SegmentLogs segment : large.segments()) {
      for (Log log : segment.logs()) {
        if (log.size() > 1 << 20) {
          var reads = new Reads(large.bytes(segment, log));
          opener.rows(segment, log, reads);
          assertThat(reads.count).isEqualTo(2);
          assertThat(reads.bytes).isLessThan(21 << 10);
          seen++;
        }
      }
    }
    assertThat(seen).isPositive();
  }

  /** A log and what is needed to change it. */
  private static final class Sound {
    private final SegmentLogs segment;
    private final Log log;
    private final byte[] bytes;

    Sound(SegmentLogs segment, Log log, byte[] bytes) {
      this.segment = segment;
      this.log = log;
      this.bytes = bytes;
    }

    static Sound of(LogType type) {
      SegmentLogs segment = SAMPLE.any(type);
      Log log = segment.logs().getFirst();
      return new Sound(segment, log, SAMPLE.bytes(segment, log).clone());
    }

    ByteBuffer at() {
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int event() {
      return 4 + at().getInt(13);
    }

    byte[] payload() {
      return Arrays.copyOfRange(bytes, event() + EVENT_HEAD, bytes.length);
    }

    Sound with(byte[] other) {
      var changed = new Log(log.field(), log.tail(), other.length);
      return new Sound(segment, changed, other);
    }

    /** The same log with more events like its own, each made larger by bytes that nobody reads. */
    Sound events(int count, int data) {
      byte[] footer = footer(payload());
      byte[] file = Footers.file(footer, payload().length - footer.length - 12 + data);
      int length = EVENT_HEAD + file.length;
      byte[] head = Arrays.copyOfRange(bytes, event(), event() + EVENT_HEAD);
      ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(9, length).putInt(13, -1);
      ByteBuffer all = ByteBuffer.allocate(event() + count * length);
      all.put(bytes, 0, event());
      for (int i = 0; i < count; i++) {
        all.put(head).put(file);
      }
      return with(all.array());
    }

    private static byte[] footer(byte[] file) {
      int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
      return Arrays.copyOfRange(file, file.length - 8 - length, file.length - 8);
    }
  }

  @Test
  void theRowsOfSeveralEventsAreAddedUp() {
    Sound one = Sound.of(LogType.INSERT);
    Sound three = one.events(3, 0);

    assertThat(rows(three.segment, three.log, three.bytes))
        .isEqualTo(3 * rows(one.segment, one.log, one.bytes));
  }

  @Test
  void eachEventOfALargeLogTakesOneRead() {
    Sound three = Sound.of(LogType.INSERT).events(3, 500_000);
    var reads = new Reads(three.bytes);

    opener.rows(three.segment, three.log, reads);

    assertThat(reads.count).isEqualTo(1 + 3);
    assertThat(reads.bytes).isLessThan(4 * (17 << 10));
  }

  @Test
  void moreEventsThanAnybodyWritesAreRefusedInBoundedReads() {
    Sound many = Sound.of(LogType.INSERT).events(DataEvents.MOST + 1, 0);
    var reads = new Reads(many.bytes);

    assertThatThrownBy(() -> opener.rows(many.segment, many.log, reads))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("more than 4096 data events");
    assertThat(reads.count).isLessThanOrEqualTo(2 + 2 * DataEvents.MOST);
  }

  static Stream<Arguments> damages() {
    Sound sound = Sound.of(LogType.INSERT);
    int event = sound.event();
    int end = sound.bytes.length;
    return Stream.of(
        damage("its magic number is 0x00FFFABD, expected 0x00FFFABC", b -> b.putInt(0, 0x00FFFABD)),
        damage("its first event's type is 1, expected 0", b -> b.put(12, (byte) 1)),
        damage("its descriptor's length is 7, expected " + (event - 4), b -> b.putInt(13, 7)),
        damage("its descriptor's collection is 7, expected ", b -> b.putLong(21, 7)),
        damage("its descriptor's partition is 7, expected ", b -> b.putLong(29, 7)),
        damage("its descriptor's segment is 7, expected ", b -> b.putLong(37, 7)),
        damage("its descriptor's field is 7, expected 0", b -> b.putLong(45, 7)),
        damage("extra JSON is -1 bytes long", b -> b.putInt(81, -1)),
        damage("extra JSON is 2147483647 bytes long", b -> b.putInt(81, Integer.MAX_VALUE)),
        damage("its descriptor's length is", b -> b.putInt(81, 3)),
        damage("extra JSON cannot be read", b -> b.put(85, (byte) '[')),
        damage("its event 1's type is 2, expected 1", b -> b.put(event + 8, (byte) 2)),
        damage("its event 1's length is 0, expected at least 45", b -> b.putInt(event + 9, 0)),
        damage("its event 1's length is -1, expected", b -> b.putInt(event + 9, -1)),
        damage("its event 1's length is 44, expected", b -> b.putInt(event + 9, 44)),
        damage(
            "to " + (end + 1) + ", but it has " + end, b -> b.putInt(event + 9, end + 1 - event)),
        damage("but it has", b -> b.putInt(event + 9, Integer.MAX_VALUE)),
        damage("ends without PAR1", b -> b.putInt(event + 9, end - event - 1)),
        damage("begins without PAR1", b -> b.put(event + EVENT_HEAD, (byte) 0)),
        damage("ends without PAR1", b -> b.put(end - 1, (byte) 0)),
        damage("parquet footer is 0 bytes long", b -> b.putInt(end - 8, 0)),
        damage("parquet footer cannot be read", b -> b.put(end - 9, (byte) 0x18)));
  }

  private static Arguments damage(String message, Consumer<ByteBuffer> change) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void damageIsRefusedNamingFileFoundAndExpected(String message, Consumer<ByteBuffer> change) {
    Sound log = Sound.of(LogType.INSERT);
    change.accept(log.at());

    assertRefused(log, message);
  }

  private void assertRefused(Sound log, String message) {
    assertThatThrownBy(() -> rows(log.segment, log.log, log.bytes))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED))
        .hasMessageContaining(message)
        .hasMessageContaining(log.segment.source() + log.log.tail())
        .hasMessageContaining("Bring back");
  }

  @Test
  void aLogThatIsCutOffAnywhereIsRefused() {
    for (LogType type : LogType.values()) {
      Sound sound = Sound.of(type);
      for (int length = 0; length < sound.bytes.length; length++) {
        Sound cut = sound.with(Arrays.copyOf(sound.bytes, length));
        assertThatThrownBy(() -> rows(cut.segment, cut.log, cut.bytes))
            .as("cut at %d", length)
            .isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void bytesBehindTheLastEventAreRefused() {
    Sound sound = Sound.of(LogType.INSERT);
    int length = sound.bytes.length;

    assertRefused(sound.with(Arrays.copyOf(sound.bytes, length + 1)), "its event would end at");
  }

  @Test
  void aDescriptorAloneIsRefused() {
    Sound sound = Sound.of(LogType.DELETE);

    assertRefused(sound.with(Arrays.copyOf(sound.bytes, sound.event())), "it has no data event");
  }

  private static SegmentLogs packed(SegmentLogs of) {
    return new SegmentLogs(
        of.type(),
        of.collection(),
        of.partition(),
        of.segment(),
        SegmentLogs.PACKED,
        of.rows(),
        of.source(),
        of.destination(),
        of.logs());
  }

  @Test
  void aPackedSegmentHasParquetFiles() {
    Sound log = Sound.of(LogType.INSERT);
    Sound file = log.with(log.payload());

    assertThat(rows(packed(file.segment), file.log, file.bytes))
        .isEqualTo(rows(log.segment, log.log, log.bytes));
  }

  @Test
  void theFormOfAnInsertLogIsTheOneThatTheMetaSays() {
    Sound log = Sound.of(LogType.INSERT);
    assertRefused(new Sound(packed(log.segment), log.log, log.bytes), "begins without PAR1");
    assertRefused(log.with(log.payload()), "its magic number is 0x31524150");
  }

  /** The meta says of no delta log which form it has, and writers of packed segments change it. */
  @Test
  void aDeltaLogMayHaveEitherForm() {
    Sound log = Sound.of(LogType.DELETE);
    long deletes = rows(log.segment, log.log, log.bytes);
    Sound file = log.with(log.payload());

    for (SegmentLogs segment : List.of(log.segment, packed(log.segment))) {
      assertThat(rows(segment, log.log, log.bytes)).isEqualTo(deletes).isPositive();
      assertThat(rows(segment, file.log, file.bytes)).isEqualTo(deletes);
    }
  }
}
