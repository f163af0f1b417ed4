package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A top-level execution with all executions below it, in one journal. What is in memory is small
 * and can be read back from the journal at any time: inputs, outputs and events stay on disk.
 */
public final class ExecutionTree {

  private final Journal journal;
  private final List<ExecutionLog> executions = new ArrayList<>();
  private final Map<String, ExecutionLog> byArn = new LinkedHashMap<>();
  private final Map<String, MapRunLog> mapRuns = new LinkedHashMap<>();

  private ExecutionTree(Journal journal) {
    this.journal = journal;
  }

  /** Starts a tree with its top-level execution, which is on disk when this returns. */
  static ExecutionTree create(Path file, ExecutionStart root) {
    ExecutionTree tree = new ExecutionTree(new Journal(file));
    tree.start(root);
    tree.force();
    return tree;
  }

  /** Reads a tree back. */
  static ExecutionTree open(Path file) throws IOException {
    Journal journal = new Journal(file);
    ExecutionTree tree = new ExecutionTree(journal);
    synchronized (tree) {
      journal.replay((position, record) -> tree.apply(record, position));
    }
    return tree;
  }

  Journal journal() {
    return journal;
  }

  /** Whether nothing at all was written before the process died. */
  synchronized boolean isEmpty() {
    return executions.isEmpty();
  }

  public synchronized ExecutionLog root() {
    return executions.getFirst();
  }

  synchronized ExecutionLog executionAt(int ordinal) {
    return executions.get(ordinal);
  }

  public synchronized @Nullable ExecutionLog execution(String arn) {
    return byArn.get(arn);
  }

  public synchronized @Nullable MapRunLog mapRun(String arn) {
    return mapRuns.get(arn);
  }

  /** The Map Runs that the execution started, oldest first. */
  public synchronized List<MapRunLog> mapRunsOf(ExecutionLog execution) {
    return mapRuns.values().stream()
        .filter(run -> run.start().execution() == execution.ordinal())
        .toList();
  }

  public synchronized List<ExecutionLog> running() {
    return executions.stream().filter(execution -> execution.status() == Status.RUNNING).toList();
  }

  public synchronized List<MapRunLog> runningMapRuns() {
    return mapRuns.values().stream()
        .filter(run -> run.status() == MapRunLog.RunStatus.RUNNING)
        .toList();
  }

  public synchronized ExecutionLog start(ExecutionStart start) {
    int ordinal = executions.size();
    write(Records.start(ordinal, start));
    return executions.get(ordinal);
  }

  public synchronized MapRunLog startMapRun(MapRunStart start) {
    write(Records.mapRun(start));
    return Objects.requireNonNull(mapRuns.get(start.arn()));
  }

  /** Makes everything written so far survive a loss of power. */
  public void force() {
    journal.force();
  }

  void closeWriter() {
    journal.closeWriter();
  }

  /** Writes a record and obeys it. The caller holds this tree's lock. */
  void write(ObjectNode record) {
    apply(record, journal.append(record));
  }

  private void apply(JsonNode record, long position) {
    String kind = record.path("kind").asText();
    int ordinal = record.path("execution").asInt();
    switch (kind) {
      case Records.START -> {
        ExecutionStart start = Records.start(record);
        ExecutionLog execution = new ExecutionLog(this, ordinal, start, position);
        executions.add(execution);
        byArn.put(start.arn(), execution);
        if (start.mapRunArn() != null) {
          run(start.mapRunArn()).add(execution);
        }
      }
      case Records.MAP_RUN -> {
        MapRunStart start = Records.mapRun(record);
        mapRuns.put(start.arn(), new MapRunLog(this, start));
      }
      case Records.MAP_RUN_END, Records.MAP_RUN_REDRIVE ->
          run(record.path("arn").asText()).apply(kind, record);
      default -> executions.get(ordinal).apply(kind, record, position);
    }
  }

  private MapRunLog run(String arn) {
    return Objects.requireNonNull(mapRuns.get(arn));
  }
}
