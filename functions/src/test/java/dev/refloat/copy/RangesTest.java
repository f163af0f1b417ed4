package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class RangesTest {
  private static final long SEED = 20260101;

  @Test
  void coverEveryByteOnce() {
    var random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      long size = 1 + random.nextLong(1L << (1 + random.nextInt(45)));
      Ranges ranges = Ranges.of(size, CopyLimits.DEFAULT);
      long next = 0;
      for (int part = 1; part <= ranges.count(); part++) {
        ByteRange range = ranges.get(part);
        assertThat(range.part()).isEqualTo(part);
        assertThat(range.first()).as("size %d", size).isEqualTo(next);
        next = range.last() + 1;
      }
      assertThat(next).as("size %d", size).isEqualTo(size);
    }
  }

  @Test
  void areWithinTheLimitsOfS3() {
    var random = new Random(SEED);
    for (int run = 0; run < 1000; run++) {
      long size = 1 + random.nextLong(S3Limits.OBJECT_BYTES);
      Ranges ranges = Ranges.of(size, CopyLimits.DEFAULT);
      assertThat(ranges.count()).isBetween(1, S3Limits.PARTS);
      assertThat(ranges.rangeBytes())
          .isBetween(CopyLimits.DEFAULT.rangeBytes(), S3Limits.PART_BYTES_MAX);
      assertThat(ranges.get(ranges.count()).length()).isBetween(1L, ranges.rangeBytes());
    }
  }

  @Test
  void growWhereTenThousandWouldNotDo() {
    long most = 10_000 * CopyLimits.DEFAULT.rangeBytes();
    assertThat(Ranges.of(most, CopyLimits.DEFAULT).rangeBytes())
        .isEqualTo(CopyLimits.DEFAULT.rangeBytes());
    Ranges grown = Ranges.of(most + 1, CopyLimits.DEFAULT);
    assertThat(grown.rangeBytes()).isEqualTo(CopyLimits.DEFAULT.rangeBytes() + S3Limits.MIB);
    assertThat(grown.count()).isEqualTo(9_981);
  }

  @Test
  void coverTheLargestObjectThereIs() {
    Ranges ranges = Ranges.of(S3Limits.OBJECT_BYTES, CopyLimits.DEFAULT);
    assertThat(ranges.count()).isEqualTo(10_000);
    assertThat(ranges.get(10_000).length()).isEqualTo(S3Limits.PART_BYTES_MAX);
    assertThatThrownBy(() -> Ranges.of(S3Limits.OBJECT_BYTES + 1, CopyLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void areWrittenWithTheLastByteIncluded() {
    Ranges ranges = new Ranges(12_000_000, S3Limits.PART_BYTES_MIN);
    assertThat(ranges.stream().map(ByteRange::header))
        .containsExactly("bytes=0-5242879", "bytes=5242880-10485759", "bytes=10485760-11999999");
  }

  @Test
  void thatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Ranges(0, S3Limits.PART_BYTES_MIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Ranges(1, S3Limits.PART_BYTES_MIN - 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Ranges(10_001 * S3Limits.PART_BYTES_MIN, S3Limits.PART_BYTES_MIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000 parts");
    assertThatThrownBy(() -> new Ranges(1, S3Limits.PART_BYTES_MIN).get(2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ByteRange(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
