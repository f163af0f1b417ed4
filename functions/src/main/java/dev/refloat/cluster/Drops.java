package dev.refloat.cluster;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which dropped clusters have yet to be removed: {@code DROPS} / {@code {clusterId}}. An order is
 * written by the transaction that drops the cluster, and deleted by the one that makes it DELETED.
 */
public final class Drops {
  private static final String PARTITION = "DROPS";
  private static final String TAKEN = "takenUntil";

  /** Behind every id. */
  private static final String LAST = "~";

  private final Table table;

  public Drops(Table table) {
    this.table = table;
  }

  /**
   * An order.
   *
   * @param due not before
   */
  public record Order(String clusterId, Instant due) {}

  public Write put(Order order) {
    return Write.put(
        table,
        Item.key(PARTITION, order.clusterId())
            .with("clusterId", order.clusterId())
            .with("due", order.due()));
  }

  /** The orders that are due, by cluster. */
  public List<Order> due(Instant now) {
    return table.queryUpTo(PARTITION, LAST).stream()
        .map(item -> new Order(item.text("clusterId"), item.instant("due")))
        .filter(order -> !order.due().isAfter(now))
        .toList();
  }

  /**
   * Takes an order, so that of several calls one carries it out: who deletes what another one lists
   * takes the rate from it that S3 allows.
   *
   * @param forAtMost then others may take it, whatever became of who has it
   * @return false where another one has it, or it is done
   */
  public boolean take(Order order, Instant now, Duration forAtMost) {
    return table.write(
        Write.update(table, PARTITION, order.clusterId())
            .set(TAKEN, now.plus(forAtMost).getEpochSecond())
            .ifPresent()
            .ifAbsentOrLess(TAKEN, now.getEpochSecond()));
  }

  /** Lets others take it. Nothing happens where the order is gone. */
  public void leave(Order order) {
    table.write(Write.update(table, PARTITION, order.clusterId()).remove(TAKEN).ifPresent());
  }

  public Write done(Order order) {
    return Write.delete(table, PARTITION, order.clusterId());
  }
}
