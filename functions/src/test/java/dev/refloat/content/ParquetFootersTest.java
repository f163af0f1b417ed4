package dev.refloat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetFootersTest {
  private final ParquetFooters footers = new ParquetFooters();

  private long rows(byte[] file) {
    return rows(new Reads(file), file.length);
  }

  private long rows(Reads reads, long size) {
    return footers.rows(new LogBytes(reads, size), 0, size, 0);
  }

  private void assertMalformed(byte[] file, String message) {
    assertThatExceptionOfType(MalformedLog.class)
        .isThrownBy(() -> rows(file))
        .withMessageContaining(message);
  }

  @Test
  void theRowsAreThoseOfAllRowGroups() {
    assertThat(rows(Footers.file(Footers.meta(7, 3, 4)))).isEqualTo(7);
    assertThat(rows(Footers.file(Footers.meta(0)))).isZero();
  }

  @Test
  void rowGroupsThatDoNotAddUpAreMalformed() {
    assertMalformed(Footers.file(Footers.meta(8, 3, 4)), "count of rows is 8, expected 7");
    assertMalformed(Footers.file(Footers.meta(-1)), "no count of rows");
    assertMalformed(Footers.file(Footers.meta(1, -1, 2)), "row group's count of rows is -1");
    assertMalformed(
        Footers.file(Footers.meta(Long.MAX_VALUE, Long.MAX_VALUE)), "row group's count of rows");
  }

  @Test
  void aColumnOutsideOfTheDataIsMalformed() {
    for (long[] place :
        new long[][] {
          {0, 1}, {-5, 5}, {4, Footers.DATA + 1}, {4, -1}, {4, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}
        }) {
      var meta = Footers.meta(1);
      meta.addToRow_groups(Footers.group(1, place[0], place[1]));
      assertMalformed(Footers.file(meta), "a column in it would have");
    }
  }

  @Test
  void aFooterWithoutWhatItMustHaveIsMalformed() {
    assertMalformed(Footers.file(new FileMetaData(1, List.of(), 0, List.of())), "no schema");
    assertMalformed(Footers.file(new byte[] {0}), "no schema");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_000_000})
  void aLengthThatDoesNotFitIsMalformed(int length) {
    byte[] file = Footers.file(Footers.meta(1, 1));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 8, length);

    assertMalformed(file, "parquet footer is " + length + " bytes long, expected 1 to ");
  }

  @Test
  void marksAreLookedAtAtBothEnds() {
    byte[] begin = Footers.file(Footers.meta(1, 1));
    begin[0] = 'X';
    assertMalformed(begin, "begins without PAR1");
    byte[] end = Footers.file(Footers.meta(1, 1));
    end[end.length - 1] = 'X';
    assertMalformed(end, "ends without PAR1");
    byte[] encrypted = Footers.file(Footers.meta(1, 1));
    encrypted[encrypted.length - 1] = 'E';
    assertMalformed(encrypted, "is encrypted");
    assertMalformed("PAR1PAR1".getBytes(StandardCharsets.US_ASCII), "from byte 0 to 8");
  }

  @Test
  void ofALargeFileOnlyTheEndsAreRead() throws IOException {
    byte[] file = Footers.file(thrift(Footers.meta(5, 5)), 1 << 20);
    var reads = new Reads(file);

    assertThat(rows(reads, file.length)).isEqualTo(5);

    assertThat(reads.count).isEqualTo(2);
    assertThat(reads.bytes).isLessThanOrEqualTo((16 << 10) + 8);
  }

  @Test
  void aLargeFooterIsReadOnceMoreAndOnlyIt() throws IOException {
    var meta = Footers.meta(5, 5);
    var note = new KeyValue("k");
    note.setValue("v".repeat(40_000));
    meta.addToKey_value_metadata(note);
    byte[] footer = thrift(meta);
    byte[] file = Footers.file(footer, 1 << 20);
    var reads = new Reads(file);

    assertThat(rows(reads, file.length)).isEqualTo(5);

    assertThat(reads.count).isEqualTo(3);
    assertThat(reads.largest).isEqualTo(footer.length);
  }

  private static byte[] thrift(FileMetaData meta) throws IOException {
    var footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(meta, footer);
    return footer.toByteArray();
  }

  /** A structure in a structure, 100,000 deep: what a parser that recurses dies of. */
  @Test
  void aFooterOfNothingButBracketsIsMalformed() {
    byte[] footer = new byte[100_000];
    Arrays.fill(footer, (byte) 0x1C);
    // The outermost is a field that no reader knows, and so is skipped with all that is in it.
    footer[0] = (byte) 0xFC;

    assertMalformed(Footers.file(footer), "cannot be read");
  }

  /** Lists and strings that say they have two billion entries. */
  @Test
  void aLengthInTheFooterThatLiesAllocatesNothing() {
    byte[] billions = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
    for (byte[] start :
        new byte[][] {
          {0x29, (byte) 0xFC},
          {0x49, (byte) 0xFC},
          {
            0x68,
          },
          {0x59, (byte) 0xFC}
        }) {
      byte[] footer = Arrays.copyOf(start, start.length + billions.length);
      System.arraycopy(billions, 0, footer, start.length, billions.length);
      long before = allocated();

      assertMalformed(Footers.file(footer), "");

      assertThat(allocated() - before).isLessThan(10 << 20);
    }
  }

  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
  }
}
