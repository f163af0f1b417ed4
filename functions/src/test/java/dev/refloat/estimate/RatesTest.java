package dev.refloat.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RatesTest {
  @Test
  void theFirstJobSaysAllThatIsKnown() {
    assertThat(Rates.DEFAULT.learn(3, 0.5)).isEqualTo(new Rates(3, 0.5, 1));
  }

  @Test
  void jobsOfOneSpeedAgree() {
    Rates rates = Rates.DEFAULT;
    for (int i = 0; i < 50; i++) {
      rates = rates.learn(2, 4);
    }

    assertThat(rates).isEqualTo(new Rates(2, 4, 50));
  }

  @Test
  void aJobThatIsUnlikeOthersMovesThemLittle() {
    Rates rates = new Rates(1, 1, 100).learn(1, 11);

    assertThat(rates.restoring()).isCloseTo(2, within(1e-9));
    assertThat(rates.planning()).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsNotBelieved() {
    assertThat(new Rates(1, 1, 100).learn(-5, 1e9).restoring()).isLessThan(11);
    assertThat(Rates.DEFAULT.learn(-5, 1).planning()).isPositive();
  }
}
