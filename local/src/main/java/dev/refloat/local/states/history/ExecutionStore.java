package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All executions, on disk in one directory. A top-level execution has a journal; when it has ended
 * and the listener knows, also a summary. Where a summary stands, the journal need not be read at
 * start.
 */
public final class ExecutionStore {

  private static final String JOURNAL = ".journal";
  private static final String SUMMARY = ".summary";

  private final Path directory;
  private final Map<String, Stored> roots = new ConcurrentHashMap<>();

  public ExecutionStore(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /**
   * Reads what a run before this one left.
   *
   * @return the executions that have not ended, or whose end may not have been told
   */
  public List<ExecutionTree> load() throws IOException {
    List<ExecutionTree> unsettled = new ArrayList<>();
    List<Path> journals;
    try (Stream<Path> files = Files.list(directory)) {
      journals = files.filter(file -> file.toString().endsWith(JOURNAL)).sorted().toList();
    }
    for (Path journal : journals) {
      Path summary = summaryOf(journal);
      if (Files.exists(summary)) {
        ExecutionSummary ended = summary(Values.JSON.readTree(Files.readAllBytes(summary)));
        roots.put(ended.arn(), new Stored(journal, ended));
        continue;
      }
      ExecutionTree tree = ExecutionTree.open(journal);
      if (tree.isEmpty()) {
        // Died before the first record was whole: nobody was told of this execution.
        AtomicFile.delete(journal);
      } else {
        roots.put(tree.root().arn(), new Stored(journal, tree));
        unsettled.add(tree);
      }
    }
    return unsettled;
  }

  /** Creates a top-level execution; it is on disk when this returns. */
  public ExecutionTree create(ExecutionStart start) {
    String id = UUID.nameUUIDFromBytes(start.arn().getBytes(StandardCharsets.UTF_8)).toString();
    Path journal = directory.resolve(id + JOURNAL);
    ExecutionTree tree = ExecutionTree.create(journal, start);
    try {
      AtomicFile.forceDirectory(journal);
    } catch (IOException e) {
      throw new UncheckedIOException("The directory of executions cannot be forced to disk", e);
    }
    roots.put(start.arn(), new Stored(journal, tree));
    return tree;
  }

  /** The execution of this ARN, top-level or child, or null. */
  public @Nullable ExecutionLog find(String arn) {
    Stored root = roots.get(arn);
    if (root != null) {
      return root.tree().root();
    }
    return below(arn)
        .map(tree -> tree.execution(arn))
        .filter(log -> log != null)
        .findFirst()
        .orElse(null);
  }

  public @Nullable MapRunLog findMapRun(String arn) {
    return below(arn)
        .map(tree -> tree.mapRun(arn))
        .filter(run -> run != null)
        .findFirst()
        .orElse(null);
  }

  /** The top-level executions of a machine, newest first. */
  public List<ExecutionSummary> list(String machineArn) {
    return roots.values().stream()
        .map(Stored::summary)
        .filter(summary -> summary.machineArn().equals(machineArn))
        .sorted(
            (a, b) ->
                a.startDate().equals(b.startDate())
                    ? a.arn().compareTo(b.arn())
                    : b.startDate().compareTo(a.startDate()))
        .toList();
  }

  /** Notes that a tree has ended and its end has been told: it is not read at the next start. */
  public void settle(ExecutionTree tree) {
    Stored stored = stored(tree);
    ExecutionSummary summary = ExecutionSummary.of(tree.root());
    tree.force();
    try {
      AtomicFile.write(summaryOf(stored.journal()), Values.JSON.writeValueAsBytes(json(summary)));
    } catch (IOException e) {
      throw new UncheckedIOException("The summary of an execution cannot be written", e);
    }
    tree.closeWriter();
    stored.settle(summary);
  }

  /** Must come before a redrive is written, so that the next start sees it. */
  public void unsettle(ExecutionTree tree) {
    Stored stored = stored(tree);
    try {
      AtomicFile.delete(summaryOf(stored.journal()));
    } catch (IOException e) {
      throw new UncheckedIOException("The summary of an execution cannot be removed", e);
    }
    stored.unsettle(tree);
  }

  private Stored stored(ExecutionTree tree) {
    Stored stored = roots.get(tree.root().arn());
    if (stored == null) {
      throw new IllegalStateException("Not an execution of this store");
    }
    return stored;
  }

  private Stream<ExecutionTree> below(String arn) {
    String fingerprint = Fingerprint.inName(Arns.lastPart(arn));
    return roots.entrySet().stream()
        .filter(entry -> Fingerprint.inRoot(entry.getKey()).equals(fingerprint))
        .map(entry -> entry.getValue().tree());
  }

  private static Path summaryOf(Path journal) {
    String name = journal.getFileName().toString();
    return journal.resolveSibling(name.substring(0, name.length() - JOURNAL.length()) + SUMMARY);
  }

  private static ObjectNode json(ExecutionSummary summary) {
    return Values.JSON
        .createObjectNode()
        .put("arn", summary.arn())
        .put("name", summary.name())
        .put("machineArn", summary.machineArn())
        .put("status", summary.status().name())
        .put("startDate", summary.startDate().toEpochMilli())
        .put("stopDate", millis(summary.stopDate()))
        .put("redriveCount", summary.redriveCount())
        .put("redriveDate", millis(summary.redriveDate()));
  }

  private static ExecutionSummary summary(JsonNode json) {
    return new ExecutionSummary(
        json.path("arn").asText(),
        json.path("name").asText(),
        json.path("machineArn").asText(),
        Status.valueOf(json.path("status").asText()),
        Instant.ofEpochMilli(json.path("startDate").asLong()),
        instant(json.get("stopDate")),
        json.path("redriveCount").asInt(),
        instant(json.get("redriveDate")),
        null,
        0);
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable JsonNode millis) {
    return millis == null || millis.isNull() ? null : Instant.ofEpochMilli(millis.asLong());
  }
}
