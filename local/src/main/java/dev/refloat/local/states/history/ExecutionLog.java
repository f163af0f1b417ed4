package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.Values;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution: its status in memory, its input, output and history in the journal of its tree.
 * All writing goes through the tree's lock, so the ids of a history are without gaps.
 */
public final class ExecutionLog {

  /** The most events that a Standard execution's history holds. */
  public static final int MOST_EVENTS = 25_000;

  private final ExecutionTree tree;
  private final int ordinal;
  private final String arn;
  private final String name;
  private final String machineArn;
  private final Instant startDate;
  private final boolean express;
  private final @Nullable String mapRunArn;
  private final int index;
  private final int items;
  private final long startPosition;
  private final LongList events = new LongList();
  private long endPosition = -1;
  private Status status = Status.RUNNING;
  private @Nullable Instant stopDate;
  private int redriveCount;
  private @Nullable Instant redriveDate;
  private boolean told;

  ExecutionLog(ExecutionTree tree, int ordinal, ExecutionStart start, long startPosition) {
    this.tree = tree;
    this.ordinal = ordinal;
    this.arn = start.arn();
    this.name = start.name();
    this.machineArn = start.machineArn();
    this.startDate = start.startDate();
    this.express = start.express();
    this.mapRunArn = start.mapRunArn();
    this.index = start.index();
    this.items = start.items();
    this.startPosition = startPosition;
  }

  public ExecutionTree tree() {
    return tree;
  }

  public int ordinal() {
    return ordinal;
  }

  public String arn() {
    return arn;
  }

  public String name() {
    return name;
  }

  public String machineArn() {
    return machineArn;
  }

  public Instant startDate() {
    return startDate;
  }

  public boolean express() {
    return express;
  }

  /** The Map Run that started it; null for a top-level execution. */
  public @Nullable String mapRunArn() {
    return mapRunArn;
  }

  /** Which child of its Map Run it is. */
  public int index() {
    return index;
  }

  /** How many items of the Map it was given. */
  public int items() {
    return items;
  }

  public Status status() {
    synchronized (tree) {
      return status;
    }
  }

  public @Nullable Instant stopDate() {
    synchronized (tree) {
      return stopDate;
    }
  }

  public int redriveCount() {
    synchronized (tree) {
      return redriveCount;
    }
  }

  public @Nullable Instant redriveDate() {
    synchronized (tree) {
      return redriveDate;
    }
  }

  /** Whether the listener is known to have been told of the end. */
  public boolean isTold() {
    synchronized (tree) {
      return told;
    }
  }

  /** How it began, from disk. */
  public ExecutionStart start() {
    return Records.start(tree.journal().read(startPosition));
  }

  /** How it ended, from disk; null while it runs. */
  public @Nullable End end() {
    long position;
    synchronized (tree) {
      position = endPosition;
    }
    return position < 0 ? null : Records.end(tree.journal().read(position));
  }

  public int eventCount() {
    synchronized (tree) {
      return events.size();
    }
  }

  /**
   * The events with the ids from {@code first} to {@code last}, both included, as the API answers
   * them.
   */
  public List<JsonNode> events(int first, int last) {
    return records(first, last).stream().map(record -> record.path("event")).toList();
  }

  /**
   * Writes an event and answers its id.
   *
   * @throws HistoryFull when only the last event has room
   */
  public long append(Event event, Instant at) {
    synchronized (tree) {
      if (!express && events.size() >= MOST_EVENTS - 1) {
        throw new HistoryFull();
      }
      return write(event, at);
    }
  }

  /**
   * Ends the execution: its last event and its end, in this order. Then nothing can be appended any
   * more.
   */
  public void end(Event last, End end) {
    synchronized (tree) {
      status.to(end.status());
      write(last, end.stopDate());
      tree.write(Records.end(ordinal, end));
    }
  }

  /** Takes an unsuccessful execution up again. */
  public void redrive(Instant at) {
    synchronized (tree) {
      tree.write(Records.of(Records.REDRIVE, ordinal).put("at", at.toEpochMilli()));
      ObjectNode details = Values.JSON.createObjectNode().put("redriveCount", redriveCount);
      write(
          new Event(
              "",
              events.size(),
              "ExecutionRedriven",
              "executionRedrivenEventDetails",
              details,
              null),
          at);
    }
  }

  /** Notes that the listener has been told of the end. */
  public void told() {
    synchronized (tree) {
      tree.write(Records.of(Records.TOLD, ordinal));
    }
  }

  /**
   * The journal's records of the events from {@code first} to {@code last}, with what only a
   * redrive needs.
   */
  List<JsonNode> records(int first, int last) {
    long[] positions;
    synchronized (tree) {
      positions = events.slice(Math.max(first, 1) - 1, Math.clamp(last, 0, events.size()));
    }
    return tree.journal().read(positions);
  }

  private long write(Event event, Instant at) {
    if (status != Status.RUNNING) {
      throw new IllegalStateException("An execution that has ended gets no more events");
    }
    long id = events.size() + 1L;
    ObjectNode json =
        Values.JSON
            .createObjectNode()
            .put("timestamp", at.toEpochMilli() / 1000.0)
            .put("type", event.type())
            .put("id", id)
            .put("previousEventId", event.previousId());
    if (event.detailsField() != null) {
      json.set(event.detailsField(), event.details());
    }
    ObjectNode record = Records.of(Records.EVENT, ordinal).put("scope", event.scope());
    record.set("resume", event.resume());
    record.set("event", json);
    tree.write(record);
    return id;
  }

  /**
   * Brings the state in memory up to what a record says; the same for a new record and for one read
   * back.
   */
  void apply(String kind, JsonNode record, long position) {
    switch (kind) {
      case Records.EVENT -> events.add(position);
      case Records.END -> {
        status = Status.valueOf(record.path("status").asText());
        stopDate = Records.at(record);
        endPosition = position;
      }
      case Records.REDRIVE -> {
        status = status.to(Status.RUNNING);
        stopDate = null;
        endPosition = -1;
        told = false;
        redriveCount++;
        redriveDate = Records.at(record);
      }
      case Records.TOLD -> told = true;
      default -> throw new IllegalStateException("Not a record of an execution");
    }
  }
}
