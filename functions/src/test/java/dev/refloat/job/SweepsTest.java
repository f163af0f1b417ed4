package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SweepsTest {
  private static final Instant DUE = Instant.parse("2026-01-02T03:04:05Z");

  private final Table table = EmbeddedAws.newTable();
  private final Sweeps sweeps = new Sweeps(table);

  private Sweeps.Order order(String jobId, Instant due) {
    var order = new Sweeps.Order(jobId, due);
    table.write(sweeps.put(order));
    return order;
  }

  @Test
  void anOrderIsDueFromItsTimeOn() {
    Sweeps.Order order = order("job-1", DUE);

    assertThat(sweeps.due(DUE.minusMillis(1))).isEmpty();
    assertThat(sweeps.due(DUE)).containsExactly(order);
    assertThat(sweeps.due(DUE.plusSeconds(86_400))).containsExactly(order);
  }

  @Test
  void theOldestComeFirst() {
    Sweeps.Order later = order("job-1", DUE.plusMillis(5));
    Sweeps.Order first = order("job-2", DUE);
    order("job-3", DUE.plusSeconds(1));

    assertThat(sweeps.due(DUE.plusMillis(5))).containsExactly(first, later);
  }

  @Test
  void whatIsDoneIsDueNoMore() {
    Sweeps.Order order = order("job-1", DUE);
    Sweeps.Order other = order("job-2", DUE);

    sweeps.done(order);
    sweeps.done(order);

    assertThat(sweeps.due(DUE)).containsExactly(other);
  }
}
