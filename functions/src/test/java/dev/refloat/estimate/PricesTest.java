package dev.refloat.estimate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class PricesTest {
  @Test
  void thoseThatComeWithTheFunctionsHaveADayAndNoZero() {
    Prices prices = Prices.bundled();

    assertThat(LocalDate.parse(prices.asOf())).isAfter("2026-01-01");
    assertThat(prices.currency()).isEqualTo("USD");
    assertThat(prices.regions())
        .containsOnlyKeys(
            "us-east-1",
            "us-east-2",
            "us-west-2",
            "eu-west-1",
            "eu-central-1",
            "ap-southeast-1",
            "ap-northeast-1");
    prices
        .regions()
        .values()
        .forEach(
            region -> {
              assertThat(region.transitionsPerThousand()).isPositive();
              assertThat(region.lambdaPerGbSecond()).isPositive().isLessThan(BigDecimal.ONE);
            });
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    assertThat(Prices.bundled().of("eu-west-1").s3WritesPerThousand()).isNull();
    assertThat(Prices.bundled().of("mars-north-1")).isEqualTo(Prices.Region.UNKNOWN);
  }

  @Test
  void othersAreReadInTheSameForm() {
    String json =
        """
        {"asOf":"2026-11-01","currency":"EUR","regions":{"us-east-1":{"s3WritesPerThousand":0.004}}}
        """;

    Prices prices = Prices.read(json.getBytes(UTF_8));

    assertThat(prices.of("us-east-1").s3WritesPerThousand()).isEqualByComparingTo("0.004");
    assertThat(prices.of("us-east-1").kmsPerTenThousand()).isNull();
    assertThatThrownBy(() -> Prices.read("[]".getBytes(UTF_8)))
        .isInstanceOf(RuntimeException.class);
  }
}
