package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.List;

/**
 * Which ended jobs have yet to be swept: {@code SWEEPS} / {@code {due}#{jobId}}. An order is
 * written by the transaction that ends the job, and deleted when the sweep is done.
 */
public final class Sweeps {
  private static final String PARTITION = "SWEEPS";

  private final Table table;

  public Sweeps(Table table) {
    this.table = table;
  }

  /**
   * An order.
   *
   * @param due not before
   */
  public record Order(String jobId, Instant due) {
    private String key() {
      return SortableTime.of(due) + "#" + jobId;
    }
  }

  public Write put(Order order) {
    return Write.put(
        table,
        Item.key(PARTITION, order.key()).with("jobId", order.jobId()).with("due", order.due()));
  }

  /** The orders that are due, the oldest first. */
  public List<Order> due(Instant now) {
    return table.queryUpTo(PARTITION, SortableTime.of(now) + "~").stream()
        .map(item -> new Order(item.text("jobId"), item.instant("due")))
        .toList();
  }

  /** Nothing happens where the order is gone. */
  public void done(Order order) {
    table.write(Write.delete(table, PARTITION, order.key()));
  }
}
