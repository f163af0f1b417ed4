package dev.refloat.estimate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a restore costs by list prices, without free tiers and discounts, and without the storage of
 * what it restores.
 *
 * @param s3 requests; null as each of the others where a price of it is not known
 * @param compute Lambda
 * @param orchestration Step Functions
 * @param database DynamoDB
 * @param kms requests
 * @param transfer from another region
 * @param total of those that are known
 * @param pricesAsOf the day of the oldest price
 * @param missing the prices that are not known, of what there is to pay
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Cost(
    @Nullable BigDecimal s3,
    @Nullable BigDecimal compute,
    @Nullable BigDecimal orchestration,
    @Nullable BigDecimal database,
    @Nullable BigDecimal kms,
    @Nullable BigDecimal transfer,
    BigDecimal total,
    String currency,
    String pricesAsOf,
    List<String> missing) {
  /** Enough for a single request. */
  private static final int DIGITS = 6;

  private static final int THOUSAND = 1_000;
  private static final int TEN_THOUSAND = 10_000;
  private static final int MILLION = 1_000_000;
  private static final int GB = 1_000_000_000;

  /**
   * What there is to pay for.
   *
   * @param gbSeconds of Lambda
   * @param writeUnits of DynamoDB
   * @param kms requests, those of S3 included
   * @param transferred bytes from another region
   */
  record Used(
      Requests requests,
      double gbSeconds,
      long writeUnits,
      long kms,
      long transferred,
      String sourceRegion,
      String region) {}

  static Cost of(Used used, Prices prices) {
    return new Sum(used, prices).cost();
  }

  private static final class Sum {
    private final Used used;
    private final Prices prices;
    private final Prices.Region region;
    private final List<String> missing = new ArrayList<>();

    Sum(Used used, Prices prices) {
      this.used = used;
      this.prices = prices;
      this.region = prices.of(used.region());
    }

    Cost cost() {
      Requests requests = used.requests();
      BigDecimal s3 =
          sum(
              part(
                  "s3WritesPerThousand",
                  region.s3WritesPerThousand(),
                  requests.s3(S3Request.Price.WRITE),
                  THOUSAND),
              part(
                  "s3ReadsPerThousand",
                  region.s3ReadsPerThousand(),
                  requests.s3(S3Request.Price.READ),
                  THOUSAND));
      BigDecimal compute =
          sum(
              part(
                  "lambdaPerGbSecond",
                  region.lambdaPerGbSecond(),
                  BigDecimal.valueOf(used.gbSeconds())),
              part(
                  "lambdaCallsPerMillion",
                  region.lambdaCallsPerMillion(),
                  requests.invocations().values().stream().mapToLong(Long::longValue).sum(),
                  MILLION));
      BigDecimal orchestration =
          part(
              "transitionsPerThousand",
              region.transitionsPerThousand(),
              requests.stateTransitions(),
              THOUSAND);
      BigDecimal database =
          sum(
              part(
                  "dynamoWritesPerMillion",
                  region.dynamoWritesPerMillion(),
                  used.writeUnits(),
                  MILLION),
              part(
                  "dynamoReadsPerMillion",
                  region.dynamoReadsPerMillion(),
                  requests.dynamoReads(),
                  MILLION));
      BigDecimal kms =
          part("kmsPerTenThousand", region.kmsPerTenThousand(), used.kms(), TEN_THOUSAND);
      BigDecimal transfer =
          part("transferPerGb " + used.region(), transferPerGb(), used.transferred(), GB);
      BigDecimal total =
          Stream.of(s3, compute, orchestration, database, kms, transfer)
              .filter(Objects::nonNull)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return new Cost(
          s3,
          compute,
          orchestration,
          database,
          kms,
          transfer,
          total,
          prices.currency(),
          prices.asOf(),
          List.copyOf(missing));
    }

    /** Said by the region that the bytes leave. */
    private @Nullable BigDecimal transferPerGb() {
      return prices.of(used.sourceRegion()).transferPerGb().get(used.region());
    }

    private @Nullable BigDecimal part(
        String name, @Nullable BigDecimal price, long count, int per) {
      return part(name, price, BigDecimal.valueOf(count).divide(BigDecimal.valueOf(per)));
    }

    private @Nullable BigDecimal part(String name, @Nullable BigDecimal price, BigDecimal count) {
      if (count.signum() == 0) {
        return BigDecimal.ZERO;
      }
      if (price == null) {
        missing.add(name);
        return null;
      }
      return price.multiply(count).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
      return a == null || b == null ? null : a.add(b);
    }
  }

  /** The total, where every price is known. */
  public Optional<BigDecimal> complete() {
    return missing.isEmpty() ? Optional.of(total) : Optional.empty();
  }
}
