package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutcomesTest {
  private static final Instant NOW = Samples.START;
  private static final Outcome WAITING = Samples.waiting("00000", 1, 2);
  private static final Outcome.Key KEY = WAITING.key("job-1");
  private static final String NEXT = "20000001";

  private final Table table = EmbeddedAws.newTable();
  private final Outcomes outcomes = new Outcomes(table);

  private boolean add(Outcome outcome, Optional<Outcome> before) {
    return table.write(outcomes.add("job-1", outcome, before, NOW));
  }

  private Outcome stored() {
    return outcomes.find("job-1", "00000").orElseThrow();
  }

  private boolean make(Write write) {
    return table.write(write);
  }

  private void startCopying() {
    add(WAITING, Optional.empty());
    assertThat(make(outcomes.startCopying(KEY))).isTrue();
  }

  private void giveUp(OutcomeStatus to, String reason) {
    outcomes.giveUp("job-1", stored(), to, reason, NOW);
  }

  private static Outcome again(String id) {
    return Outcome.waiting("00000", NEXT, "default", "c", "default", "c", id, 1, 2);
  }

  @Test
  void anOutcomeIsAddedOnce() {
    startCopying();
    assertThat(add(WAITING, Optional.empty())).isFalse();
    assertThat(stored().status()).isEqualTo(OutcomeStatus.COPYING);
  }

  @Test
  void aStepThatRunsLateCannotBringAFailedCollectionBack() {
    startCopying();
    giveUp(OutcomeStatus.FAILED, "why");

    assertThat(make(outcomes.startCopying(KEY))).isFalse();
    assertThat(outcomes.verified(KEY, "all")).isFalse();
    assertThat(make(outcomes.restored(KEY, Optional.empty()))).isFalse();
    assertThat(stored().status()).isEqualTo(OutcomeStatus.FAILED);
  }

  @Test
  void theFirstReasonStays() {
    startCopying();
    outcomes.noteReason(KEY, "the key is gone");
    outcomes.noteReason(KEY, "another");
    assertThat(stored().reason()).isEqualTo("the key is gone");
    giveUp(OutcomeStatus.FAILED, "the key is gone");
    giveUp(OutcomeStatus.CANCELED, "late");
    assertThat(stored().reason()).isEqualTo("the key is gone");
    assertThat(stored().status()).isEqualTo(OutcomeStatus.FAILED);
  }

  @Test
  void whatIsGivenUpIsToldOnce() {
    startCopying();
    giveUp(OutcomeStatus.CANCELED, "why");
    giveUp(OutcomeStatus.CANCELED, "why");

    assertThat(new JobEvents(table).all("job-1"))
        .singleElement()
        .isEqualTo(
            JobEvent.ofCollection(
                NOW, JobEvent.Type.COLLECTION_CANCELED, "default.c00000: why", "00000"));
  }

  @Test
  void whatIsVerifiedDoesNotSayWhyOneOfItsCopiesFailed() {
    startCopying();
    outcomes.noteReason(KEY, "the upload is gone");

    assertThat(outcomes.verified(KEY, "all")).isTrue();
    assertThat(outcomes.verified(KEY, "all")).as("again").isTrue();
    assertThat(stored().reason()).isEmpty();
    outcomes.noteReason(KEY, "the upload is gone");
    assertThat(stored().reason()).isEmpty();
  }

  @Test
  void anOutcomeThatWasNeverAddedIsNotMadeByAMove() {
    assertThat(make(outcomes.startCopying(KEY))).isFalse();
    outcomes.noteReason(KEY, "why");
    assertThat(outcomes.all("job-1")).isEmpty();
  }

  @Test
  void aLaterAttemptTakesThePlaceOfWhatWasGivenUpAndRemembersItsId() {
    startCopying();
    giveUp(OutcomeStatus.FAILED, "why");

    assertThat(add(again("8"), Optional.of(stored()))).isTrue();

    assertThat(stored().attempt()).isEqualTo(NEXT);
    assertThat(stored().run()).isEqualTo(2);
    assertThat(stored().status()).isEqualTo(OutcomeStatus.WAITING);
    assertThat(stored().formerIds()).containsExactly("7");
    assertThat(stored().reason()).isEmpty();
  }

  @Test
  void whatIsNotGivenUpIsNotReplaced() {
    startCopying();
    assertThat(add(again("8"), Optional.of(stored()))).isFalse();
    assertThat(stored().attempt()).isEqualTo(Samples.ATTEMPT);
  }

  @Test
  void aStepOfAnEarlierAttemptChangesNothing() {
    startCopying();
    giveUp(OutcomeStatus.FAILED, "why");
    Outcome first = stored();
    add(again("8"), Optional.of(first));

    assertThat(make(outcomes.startCopying(KEY))).isFalse();
    outcomes.giveUp("job-1", WAITING, OutcomeStatus.FAILED, "late", NOW);
    outcomes.noteReason(KEY, "late");
    assertThat(make(outcomes.startCopying(stored().key("job-1")))).isTrue();
    outcomes.noteReason(KEY, "late");
    assertThat(outcomes.verified(KEY, "late")).isFalse();
    assertThat(stored().status()).isEqualTo(OutcomeStatus.COPYING);
    assertThat(stored().reason()).isEmpty();
  }

  @Test
  void onlyTheAttemptThatCopiesMayCopy() {
    startCopying();
    var item = table.find("JOB#job-1", "COLLECTION#00000").orElseThrow();

    assertThat(Outcomes.mayCopy(item, Integer.parseInt(Samples.ATTEMPT))).isTrue();
    assertThat(Outcomes.mayCopy(item, Integer.parseInt(NEXT))).isFalse();
  }

  @Test
  void outcomesAreInTheOrderOfThePlan() {
    for (String number : List.of("00010", "00002", "00001")) {
      add(Samples.waiting(number, 1, 2), Optional.empty());
    }
    assertThat(outcomes.all("job-1"))
        .extracting(Outcome::collection)
        .containsExactly("00001", "00002", "00010");
  }
}
