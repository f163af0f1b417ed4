package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One Map Run: its settings, its state and the children it has started. */
public final class MapRunLog {

  /** The status of a Map Run. */
  public enum RunStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    ABORTED
  }

  private final ExecutionTree tree;
  private final MapRunStart start;
  // By the child's place; a child that was started anew by a redrive replaces the one before it.
  private final TreeMap<Integer, ExecutionLog> children = new TreeMap<>();
  private RunStatus status = RunStatus.RUNNING;
  private @Nullable Instant stopDate;
  private int redriveCount;
  private @Nullable Instant redriveDate;

  MapRunLog(ExecutionTree tree, MapRunStart start) {
    this.tree = tree;
    this.start = start;
  }

  public MapRunStart start() {
    return start;
  }

  public ExecutionTree tree() {
    return tree;
  }

  /** The execution whose Map state started it. */
  public ExecutionLog parent() {
    return tree.executionAt(start.execution());
  }

  public RunStatus status() {
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

  /** The child at this place of the Map, or null when none was started. */
  public @Nullable ExecutionLog child(int index) {
    synchronized (tree) {
      return children.get(index);
    }
  }

  /** The children in the order of their places. */
  public List<ExecutionLog> children() {
    synchronized (tree) {
      return new ArrayList<>(children.values());
    }
  }

  public void end(RunStatus status, Instant at) {
    synchronized (tree) {
      tree.write(
          Records.of(Records.MAP_RUN_END, start.execution())
              .put("arn", start.arn())
              .put("status", status.name())
              .put("at", at.toEpochMilli()));
    }
  }

  public void redrive(Instant at) {
    synchronized (tree) {
      tree.write(
          Records.of(Records.MAP_RUN_REDRIVE, start.execution())
              .put("arn", start.arn())
              .put("at", at.toEpochMilli()));
    }
  }

  void add(ExecutionLog child) {
    children.put(child.index(), child);
  }

  void apply(String kind, JsonNode record) {
    if (kind.equals(Records.MAP_RUN_END)) {
      status = RunStatus.valueOf(record.path("status").asText());
      stopDate = Records.at(record);
    } else {
      status = RunStatus.RUNNING;
      stopDate = null;
      redriveCount++;
      redriveDate = Records.at(record);
    }
  }
}
