package dev.refloat.estimate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * List prices, by region. One that is not known is absent, and is then missing from what is added
 * up; it is never guessed.
 *
 * @param asOf the day of the oldest of them, as {@code 2026-08-09}
 * @param currency of all of them
 * @param regions by the name of the region
 */
public record Prices(String asOf, String currency, Map<String, Region> regions) {
  private static final String FILE = "prices.json";

  public Prices {
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(currency, "currency");
    regions = Map.copyOf(regions);
  }

  /**
   * Those of one region.
   *
   * @param s3WritesPerThousand PUT, COPY, POST and LIST in STANDARD
   * @param s3ReadsPerThousand GET and all others
   * @param lambdaPerGbSecond on arm64, in the first tier
   * @param transferPerGb to other regions, by name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Region(
      @Nullable BigDecimal s3WritesPerThousand,
      @Nullable BigDecimal s3ReadsPerThousand,
      @Nullable BigDecimal lambdaPerGbSecond,
      @Nullable BigDecimal lambdaCallsPerMillion,
      @Nullable BigDecimal transitionsPerThousand,
      @Nullable BigDecimal dynamoWritesPerMillion,
      @Nullable BigDecimal dynamoReadsPerMillion,
      @Nullable BigDecimal kmsPerTenThousand,
      Map<String, BigDecimal> transferPerGb) {
    static final Region UNKNOWN =
        new Region(null, null, null, null, null, null, null, null, Map.of());

    public Region {
      transferPerGb = Map.copyOf(Objects.requireNonNullElse(transferPerGb, Map.of()));
    }
  }

  /** Where nothing is known. */
  public static Prices unknown() {
    return new Prices("", "USD", Map.of());
  }

  /** Those that come with the functions. */
  public static Prices bundled() {
    try (InputStream file = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE))) {
      return read(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Prices in the form of those that come with the functions.
   *
   * @throws RuntimeException where they are not
   */
  public static Prices read(byte[] json) {
    return Json.read(json, Prices.class);
  }

  Region of(String region) {
    return Optional.ofNullable(regions.get(region)).orElse(Region.UNKNOWN);
  }
}
