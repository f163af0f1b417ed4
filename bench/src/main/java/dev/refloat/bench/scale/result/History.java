package dev.refloat.bench.scale.result;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.MapRunLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What Step Functions did, read from the histories of an execution and all below it.
 *
 * @param transitions those that are charged: the start of each execution, each state entered, each
 *     attempt at a task after its first
 * @param transitionsPerSecond the most in a second
 * @param payloadBytes the largest input, output or argument of a state
 * @param events the most of one execution
 * @param children the most of one Map Run
 * @param openMapRuns the most at once
 * @param states transitions into each state, by name
 * @param concurrency what each Map lets run at once, by label; 0 sets no limit
 */
public record History(
    long transitions,
    long transitionsPerSecond,
    long payloadBytes,
    long events,
    long children,
    long openMapRuns,
    Map<String, Long> states,
    Map<String, Long> concurrency) {

  /** Reads them. */
  public static History of(ExecutionLog root) {
    var reader = new Reader();
    reader.read(root);
    return new History(
        reader.transitions,
        reader.bySecond.values().stream().mapToLong(Long::longValue).max().orElse(0),
        reader.payloadBytes,
        reader.events,
        reader.children,
        mostOpen(reader.mapRuns),
        new TreeMap<>(reader.states),
        new TreeMap<>(reader.concurrency));
  }

  private static long mostOpen(List<MapRunLog> runs) {
    var changes = new TreeMap<Instant, Integer>();
    for (MapRunLog run : runs) {
      changes.merge(run.start().startDate(), 1, Integer::sum);
      changes.merge(Objects.requireNonNull(run.stopDate()).plusNanos(1), -1, Integer::sum);
    }
    int open = 0;
    int most = 0;
    for (int change : changes.values()) {
      open += change;
      most = Math.max(most, open);
    }
    return most;
  }

  private static final class Reader {
    private long transitions;
    private long payloadBytes;
    private long events;
    private long children;
    private final Map<Long, Long> bySecond = new HashMap<>();
    private final Map<String, Long> states = new HashMap<>();
    private final Map<String, Long> concurrency = new HashMap<>();
    private final List<MapRunLog> mapRuns = new ArrayList<>();

    void read(ExecutionLog execution) {
      transition(execution.startDate().getEpochSecond());
      events = Math.max(events, execution.eventCount());
      long attempts = 0;
      for (JsonNode event : execution.events(1, execution.eventCount())) {
        String type = event.path("type").asText();
        long second = event.path("timestamp").asLong();
        if (type.endsWith("StateEntered")) {
          transition(second);
          states.merge(event.path("stateEnteredEventDetails").path("name").asText(), 1L, Long::sum);
          attempts = 0;
        } else if (type.equals("TaskScheduled") && ++attempts > 1) {
          transition(second);
        }
        payload(event);
      }
      for (MapRunLog run : execution.tree().mapRunsOf(execution)) {
        mapRuns.add(run);
        concurrency.merge(run.start().label(), run.start().maxConcurrency(), Math::max);
        List<ExecutionLog> all = run.children();
        children = Math.max(children, all.size());
        all.forEach(this::read);
      }
    }

    private void transition(long second) {
      transitions++;
      bySecond.merge(second, 1L, Long::sum);
    }

    private void payload(JsonNode event) {
      for (JsonNode details : event) {
        for (String field : List.of("input", "output", "parameters")) {
          JsonNode text = details.get(field);
          if (text != null && text.isTextual()) {
            payloadBytes =
                Math.max(payloadBytes, text.textValue().getBytes(StandardCharsets.UTF_8).length);
          }
        }
      }
    }
  }
}
