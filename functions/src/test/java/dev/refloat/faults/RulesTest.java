package dev.refloat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That {@link Execution} goes the way of the state machine. */
final class RulesTest {
  private static final String REFUSED = "dev.refloat.platform.Refused";

  private final JsonNode machine = Rules.definition();
  private final JsonNode collection = machine.at("/States/Collections/ItemProcessor");
  private final Rules rules = Rules.read();

  @Test
  void theStatesFollowEachOtherAsTheyArePlayed() {
    assertThat(Rules.next(machine))
        .isEqualTo(
            Map.of(
                "Plan", "AnyCollections",
                "Collections", "AnyRbac",
                "Rbac", "Finish",
                "Abandon", "NotRestored"));
    // That files are opened is not played: nothing of these backups can be.
    assertThat(Rules.next(collection))
        .isEqualTo(
            Map.of(
                "Prepare", "Copy",
                "Copy", "Complete",
                "Complete", "AnyFilesToOpen",
                "OpenFiles", "Verify",
                "Verify", "Commit"));
    assertThat(collection.path("StartAt").asText()).isEqualTo("HowManyBatches");
    assertThat(machine.at("/States/Collections/ToleratedFailurePercentage").asInt()).isEqualTo(100);
    assertThat(collection.at("/States/Copy").has("ToleratedFailurePercentage")).isFalse();
  }

  @Test
  void whatGivesUpIsAbandoned() {
    assertThat(rules.catchers())
        .containsAllEntriesOf(
            Map.of(
                "Plan", "Abandon",
                "Collections", "Abandon",
                "Rbac", "Abandon",
                "Finish", "Abandon",
                "Prepare", "AbandonCollection",
                "InOneCall", "AbandonCollection",
                "Copy", "AbandonCollection",
                "Complete", "AbandonCollection",
                "Verify", "AbandonCollection",
                "Commit", "AbandonCollection"));
    assertThat(rules.catchers()).containsEntry("AbandonCollection", "LeftToFinish");
    assertThat(rules.catchers().values())
        .containsOnly("Abandon", "AbandonCollection", "LeftToFinish");
  }

  @Test
  void whatIsRefusedIsNotTriedAgainAndAnythingElseIs() {
    rules
        .retriers()
        .forEach(
            (state, retriers) -> {
              if (!retriers.isEmpty()) {
                assertThat(rules.retrier(state, REFUSED).orElseThrow().attempts()).isZero();
                assertThat(rules.retrier(state, "Any").orElseThrow().attempts()).isPositive();
              }
            });
    assertThat(rules.retriers()).containsKeys("CopyBatch", "Abandon", "AbandonCollection");
  }
}
