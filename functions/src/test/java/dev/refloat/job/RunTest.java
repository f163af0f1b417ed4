package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunTest {
  private static final String JOB = "job-0a1b2c3d4e5f6g7h8i9j";

  @Test
  void theFirstHasTheNameOfItsJob() {
    assertThat(Run.first(JOB).name()).isEqualTo(JOB);
    assertThat(Run.of(JOB)).isEqualTo(Run.first(JOB));
  }

  @ParameterizedTest
  @CsvSource({"2", "10", "99"})
  void aLaterOneIsFoundByItsName(int number) {
    var run = new Run(JOB, number);
    assertThat(run.name()).isEqualTo(JOB + "-" + number);
    assertThat(Run.of(run.name())).isEqualTo(run);
  }

  @ParameterizedTest
  @CsvSource({"0", "100"})
  void thereAreNoOthers(int number) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Run(JOB, number));
  }

  @ParameterizedTest
  @CsvSource({"by-hand-0", "by-hand-100", "job", "''"})
  void anotherNameIsOneOfAFirstRun(String name) {
    assertThat(Run.of(name)).isEqualTo(Run.first(name));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "99"})
  void anAttemptTellsItsRunAndHasNineDigitsAtMost(int number) {
    var random = new SplittableRandom(number);
    for (int i = 0; i < 1000; i++) {
      String attempt = Integer.toString(Attempt.draw(new Run(JOB, number), random));
      assertThat(Attempt.run(attempt)).isEqualTo(number);
      assertThat(attempt).hasSizeBetween(8, 9);
    }
  }

  @Test
  void aRunIsUpToALaterOneOfItsJobAlone() {
    var second = new Run(JOB, 2);
    assertThat(new Run(JOB, 1).isUpTo(second)).isTrue();
    assertThat(second.isUpTo(second)).isTrue();
    assertThat(new Run(JOB, 3).isUpTo(second)).isFalse();
    assertThat(new Run("job-other", 1).isUpTo(second)).isFalse();
  }
}
