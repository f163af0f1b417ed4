package dev.refloat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DropsTest {
  private static final Instant DUE = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration TAKEN = Duration.ofMinutes(16);

  private final Table table = EmbeddedAws.newTable();
  private final Drops drops = new Drops(table);

  private Drops.Order order(String clusterId, Instant due) {
    var order = new Drops.Order(clusterId, due);
    table.write(drops.put(order));
    return order;
  }

  @Test
  void anOrderIsDueFromItsTimeOn() {
    Drops.Order order = order("in01-b", DUE);
    order("in01-a", DUE.plusSeconds(5));

    assertThat(drops.due(DUE.minusMillis(1))).isEmpty();
    assertThat(drops.due(DUE)).containsExactly(order);
    assertThat(drops.due(DUE.plusSeconds(5))).hasSize(2);
  }

  @Test
  void oneTakesItUntilItLeavesItOrHasDied() {
    Drops.Order order = order("in01-a", DUE);

    assertThat(drops.take(order, DUE, TAKEN)).isTrue();
    assertThat(drops.take(order, DUE.plusSeconds(60), TAKEN)).isFalse();
    assertThat(drops.due(DUE)).as("is still to be done").containsExactly(order);

    drops.leave(order);
    assertThat(drops.take(order, DUE.plusSeconds(60), TAKEN)).isTrue();
    assertThat(drops.take(order, DUE.plusSeconds(61).plus(TAKEN), TAKEN)).isTrue();
  }

  @Test
  void whatIsDoneIsNeitherDueNorTakenNorComesBack() {
    Drops.Order order = order("in01-a", DUE);

    table.write(drops.done(order));

    assertThat(drops.take(order, DUE, TAKEN)).isFalse();
    drops.leave(order);
    assertThat(drops.due(DUE)).isEmpty();
  }
}
