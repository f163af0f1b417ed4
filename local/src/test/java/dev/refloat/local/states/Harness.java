package dev.refloat.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.DefinitionLoader;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.definition.Machine;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.run.Announcer;
import dev.refloat.local.states.run.Engine;
import dev.refloat.local.states.run.Services;
import dev.refloat.local.states.run.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** An interpreter without HTTP, for tests of what definitions do. */
public final class Harness implements AutoCloseable {

  private final FakeTasks tasks = new FakeTasks();
  private final MemoryObjects objects = new MemoryObjects();
  private final List<ExecutionStatusChange> changes = new CopyOnWriteArrayList<>();
  private final Time time;
  private final Arns arns = new Arns("us-east-1", "000000000000");
  private final ExecutionStore store;
  private final Engine engine;
  private int started;

  public Harness(Path directory, Time time) throws IOException {
    this.time = time;
    store = new ExecutionStore(directory);
    Services services = new Services(tasks, objects, time, arns, new Random(1));
    engine = new Engine(services, store, new Announcer(changes::add, store, time));
  }

  /**
   * Waits and retries up to four minutes pass at once; the five minutes of an Express execution do
   * not.
   */
  public static Harness in(Path directory) throws IOException {
    return new Harness(directory, VirtualTime.passingAtOnce(Duration.ofMinutes(4)));
  }

  public FakeTasks tasks() {
    return tasks;
  }

  public MemoryObjects objects() {
    return objects;
  }

  public Engine engine() {
    return engine;
  }

  public ExecutionStore store() {
    return store;
  }

  public VirtualTime time() {
    return (VirtualTime) time;
  }

  public List<ExecutionStatusChange> changes() {
    return changes;
  }

  public Machine load(String definition) throws InvalidDefinition {
    return new DefinitionLoader(tasks::knows).load(definition);
  }

  /** Starts an execution of a machine with these states; the first is where it starts. */
  public ExecutionLog start(String states, String input) throws InvalidDefinition {
    return startMachine(machine(states), input);
  }

  public ExecutionLog startMachine(String definition, String input) throws InvalidDefinition {
    String name = "run-" + ++started;
    ExecutionStart start =
        new ExecutionStart(
            arns.execution("test", name),
            name,
            arns.machine("test"),
            "arn:aws:iam::000000000000:role/test",
            false,
            time.instant(),
            input,
            definition,
            null,
            0,
            0);
    return engine.start(load(definition), start);
  }

  /** Runs to the end. */
  public ExecutionLog run(String states, String input) throws InvalidDefinition {
    ExecutionLog execution = start(states, input);
    engine.await(execution);
    return execution;
  }

  public End end(ExecutionLog execution) {
    engine.await(execution);
    return Objects.requireNonNull(execution.end());
  }

  /** Runs to the end and gives the output, or an assertion's failure when it did not succeed. */
  public JsonNode output(String states, String input) throws InvalidDefinition {
    End end = end(run(states, input));
    if (end.output() == null) {
      throw new AssertionError("The execution ended " + end);
    }
    return json(end.output());
  }

  @Override
  public void close() {
    engine.close();
  }

  public static List<String> types(ExecutionLog execution) {
    return execution.events(1, execution.eventCount()).stream()
        .map(event -> event.path("type").asText())
        .toList();
  }

  public static MapRunLog onlyMapRun(ExecutionLog execution) {
    List<MapRunLog> runs = execution.tree().mapRunsOf(execution);
    if (runs.size() != 1) {
      throw new AssertionError("There are " + runs.size() + " Map Runs");
    }
    return runs.getFirst();
  }

  /**
   * A definition of these states, written with single quotes around names where that reads better.
   */
  public static String machine(String states) {
    String first = states.substring(states.indexOf('"') + 1);
    return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"%s\",\"States\":{%s}}"
        .formatted(first.substring(0, first.indexOf('"')), states);
  }

  public static JsonNode json(String text) {
    try {
      return Values.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
