package dev.refloat.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.refloat.copy.Pace;
import dev.refloat.platform.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EstimateOfTest {
  private static Duration.Flow flow(int copiesInFlight) {
    return new Duration.Flow(100, copiesInFlight, Pace.DEFAULT);
  }

  private static final RestoreSize SIZE =
      Sizes.restore(List.of(Sizes.collection(1_000_000, 2_000), Sizes.collection(500, 1)));

  private static Estimate in(String region, String source, boolean copyKey) {
    return Estimate.of(
        SIZE,
        new Estimate.Place(region, source, copyKey, flow(64)),
        Rates.DEFAULT,
        Prices.bundled());
  }

  @Test
  void copiesCostAsMuchAsTheyAreListedFor() {
    Cost cost = in("us-east-1", "us-east-1", false).cost();

    // A million copies at $0.005 a thousand; the rest are LISTs, plan files and reads.
    assertThat(cost.s3()).isBetween(new BigDecimal("5.00"), new BigDecimal("5.05"));
    // 4,000 transitions for the batches at $0.025 a thousand.
    assertThat(cost.orchestration()).isBetween(new BigDecimal("0.10"), new BigDecimal("0.11"));
    assertThat(cost.transfer()).isZero();
    assertThat(cost.missing()).isEmpty();
    assertThat(cost.total())
        .isEqualByComparingTo(
            Stream.of(cost.s3(), cost.compute(), cost.orchestration(), cost.database(), cost.kms())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(cost.complete()).contains(cost.total());
  }

  @Test
  void aPriceThatIsNotKnownIsNamedAndNotGuessed() {
    Cost cost = in("eu-west-1", "eu-west-1", false).cost();

    assertThat(cost.s3()).isNull();
    assertThat(cost.orchestration()).isPositive();
    assertThat(cost.missing())
        .containsExactly(
            "s3WritesPerThousand",
            "s3ReadsPerThousand",
            "dynamoWritesPerMillion",
            "dynamoReadsPerMillion");
    assertThat(cost.complete()).isEmpty();
  }

  @Test
  void bytesFromAnotherRegionArePaidThere() {
    Cost cost = in("us-west-2", "us-east-1", false).cost();

    // 1,000.5 GB at $0.02.
    assertThat(cost.transfer()).isEqualByComparingTo("20.01");
    assertThat(in("us-west-2", "eu-central-1", false).cost().missing())
        .containsExactly("transferPerGb us-west-2");
  }

  @Test
  void aKeyOfOnesOwnIsAskedForEachCopy() {
    BigDecimal own = in("us-east-1", "us-east-1", true).cost().total();
    BigDecimal none = in("us-east-1", "us-east-1", false).cost().total();

    // A million requests at $0.03 for ten thousand.
    assertThat(own.subtract(none).doubleValue()).isCloseTo(3.0015, within(0.0001));
  }

  @Test
  void moreTakesLonger() {
    double million = Duration.of(SIZE, flow(64), Rates.DEFAULT).seconds();
    RestoreSize few = Sizes.restore(List.of(Sizes.collection(1_000, 2)));

    assertThat(Duration.of(few, flow(64), Rates.DEFAULT).seconds()).isLessThan(million);
    assertThat(Duration.of(few, flow(8), Rates.DEFAULT).seconds())
        .isGreaterThan(Duration.of(few, flow(64), Rates.DEFAULT).seconds());
    assertThat(Duration.of(SIZE, flow(64), new Rates(2, 2, 1)).seconds())
        .isCloseTo(2 * million, within(0.001));
  }

  @Test
  void noCollectionIsCopiedFasterThanS3Takes() {
    RestoreSize tiny = Sizes.restore(List.of(Sizes.collection(1_000_000, 2_000)));

    assertThat(Duration.of(tiny, flow(1_000), Rates.DEFAULT).restoring())
        .isGreaterThan(1e6 / 3_500);
  }

  @Test
  void itComesBackAsItWasWritten() {
    Estimate estimate = in("eu-west-1", "us-east-1", true);

    assertThat(Json.read(Json.bytes(estimate), Estimate.class)).isEqualTo(estimate);
    // An item takes 400 KB, and the job's is read often.
    assertThat(Json.bytes(estimate).length).isLessThan(4_096);
  }
}
