package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FailureReportTest {
  private static Outcome outcome(int number, OutcomeStatus status) {
    String name = "c" + number;
    return new Outcome(
        "0000" + number,
        "10000001",
        status,
        "db",
        name,
        "db",
        name,
        "7",
        List.of(),
        1,
        1,
        "",
        "Reason " + number + ".",
        Optional.empty());
  }

  @Test
  void namesWhatFailedOutOfHowMany() {
    var outcomes = List.of(outcome(1, OutcomeStatus.RESTORED), outcome(2, OutcomeStatus.FAILED));
    assertThat(FailureReport.of(outcomes, 1, Optional.empty()))
        .isEqualTo("1 of 2 collections failed: db.c2: Reason 2.");
  }

  @Test
  void namesFiveAndSaysWhereTheOthersAre() {
    List<Outcome> outcomes =
        IntStream.range(0, 9).mapToObj(i -> outcome(i, OutcomeStatus.FAILED)).toList();
    assertThat(FailureReport.of(outcomes, 1, Optional.empty()))
        .startsWith("9 of 9 collections failed: db.c0")
        .contains("db.c4")
        .doesNotContain("db.c5")
        .endsWith("The others are in the job's collections.");
  }

  @Test
  void whatAnEarlierRunGaveUpIsNotTheReasonOfThisOne() {
    var outcomes = List.of(outcome(1, OutcomeStatus.RESTORED), outcome(2, OutcomeStatus.FAILED));
    assertThat(FailureReport.of(outcomes, 2, Optional.of("The backup is gone.")))
        .isEqualTo("The backup is gone.");
  }

  @Test
  void aCanceledJobTellsWhatStays() {
    var outcomes = List.of(outcome(1, OutcomeStatus.RESTORED), outcome(2, OutcomeStatus.CANCELED));
    assertThat(FailureReport.canceled("Canceled by key-1.", outcomes))
        .isEqualTo("Canceled by key-1. 1 of 2 collections were restored before; they stay.");
    assertThat(FailureReport.canceled("Canceled by key-1.", List.of()))
        .isEqualTo("Canceled by key-1. Nothing had been restored.");
  }

  @Test
  void withoutCollectionsTheReasonOfTheJobIsAll() {
    assertThat(FailureReport.of(List.of(), 1, Optional.of("The backup is damaged.")))
        .isEqualTo("The backup is damaged.");
    assertThat(
            FailureReport.of(
                Stream.of(outcome(1, OutcomeStatus.RESTORED)).toList(), 1, Optional.of("Aborted.")))
        .isEqualTo("Aborted.");
  }
}
