package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopyLimitsTest {
  @Test
  void areTheDesignsWhereNothingIsSet() {
    assertThat(CopyLimits.of(new Settings(Map.of())))
        .isEqualTo(new CopyLimits(1L << 30, 1L << 29, 2_000, 1L << 40, 64));
  }

  @Test
  void comeFromTheEnvironment() {
    var settings =
        new Settings(
            Map.of(
                "RANGE_THRESHOLD_BYTES", "6291456",
                "RANGE_BYTES", "5242880",
                "BATCH_ITEMS", "7",
                "BATCH_BYTES", "10737418240",
                "COPIES_IN_FLIGHT", "3"));
    assertThat(CopyLimits.of(settings))
        .isEqualTo(new CopyLimits(6 << 20, 5 << 20, 7, 10L << 30, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "RANGE_THRESHOLD_BYTES,5368709121",
    "RANGE_THRESHOLD_BYTES,-1",
    "RANGE_BYTES,5242879",
    "RANGE_BYTES,5368709121",
    "BATCH_ITEMS,0",
    "BATCH_ITEMS,10001",
    "BATCH_ITEMS,4294967297",
    "BATCH_BYTES,5368709119",
    "COPIES_IN_FLIGHT,0",
    "COPIES_IN_FLIGHT,1001"
  })
  void outOfRangeAreRefusedByName(String name, String value) {
    assertThatThrownBy(() -> CopyLimits.of(new Settings(Map.of(name, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " must be between")
        .hasMessageEndingWith("is " + value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1000, 1000000, 1000",
    "10, 10737418240, 10",
    "2, 4294967296, 8",
    // 40 TiB: no object has more parts than S3 takes.
    "1, 43980465111040, 10000"
  })
  void anObjectIsOneItemOrItsRanges(long objects, long bytes, long items) {
    assertThat(CopyLimits.DEFAULT.items(objects, bytes)).isEqualTo(items);
  }
}
