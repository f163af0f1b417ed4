package dev.refloat.local.states.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.DefinitionLoader;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.definition.Machine;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.history.ExecutionTree;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.RedriveRule;
import dev.refloat.local.states.history.Replay;
import dev.refloat.local.states.history.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, stops and redrives executions, and settles those that a crash cut off. */
public final class Engine implements AutoCloseable {

  /** The error of an execution that was running when the local stack ended. */
  public static final String RESTARTED = "Refloat.Local.Restarted";

  private static final Logger logger = LoggerFactory.getLogger(Engine.class);
  private static final String RESTARTED_CAUSE =
      "The local stack was stopped while this execution ran. Executions do not go on after a restart; start a new one or redrive this one.";

  /** A top-level execution that runs: how to stop it, and its end. */
  private record Live(StopSignal stop, CompletableFuture<Status> ended) {}

  private final Services services;
  private final ExecutionStore store;
  private final Announcer announcer;
  private final DefinitionLoader loader;
  private final Map<String, Live> running = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("execution").factory());

  public Engine(Services services, ExecutionStore store, Announcer announcer) {
    this.services = services;
    this.store = store;
    this.announcer = announcer;
    this.loader = new DefinitionLoader(services.resources()::knows);
  }

  /**
   * Ends what was running when the process died, and tells every end that may not have been told.
   */
  public void recover() throws IOException {
    for (ExecutionTree tree : store.load()) {
      if (tree.root().status() == Status.RUNNING) {
        abortAll(tree);
      }
      threads.execute(() -> announcer.ended(tree));
    }
  }

  /** Starts a top-level execution whose start is given; it is on disk when this returns. */
  public synchronized ExecutionLog start(Machine machine, ExecutionStart start) {
    ExecutionTree tree = store.create(start);
    launch(machine, tree, parse(start.input()), Replay.none());
    return tree.root();
  }

  /**
   * Stops an execution and all below it; returns when it has ended. One that has ended already
   * stays as it is.
   */
  public void stop(ExecutionLog execution, @Nullable String error, @Nullable String cause) {
    Live live;
    // One that is being started is there, but not yet to be stopped, until the start is through.
    synchronized (this) {
      live = running.get(execution.arn());
    }
    if (live != null) {
      live.stop().stop(new Stopped(Stopped.Reason.ABORTED, error, cause));
      live.ended().join();
    }
  }

  /** Waits for the end of a top-level execution; answers at once when it has ended. */
  public Status await(ExecutionLog execution) {
    Live live = running.get(execution.arn());
    return live == null ? execution.status() : live.ended().join();
  }

  /**
   * Takes an execution up again from where it failed, with the definition it was started with.
   *
   * @throws NotRedrivable when the rules do not allow it
   * @throws InvalidDefinition when that definition can no longer be loaded
   */
  public synchronized Instant redrive(ExecutionLog execution)
      throws NotRedrivable, InvalidDefinition {
    RedriveRule rule = RedriveRule.at(execution, services.time().instant());
    if (!rule.allows()) {
      throw new NotRedrivable(
          rule.reason() == null
              ? "The execution is redriven by redriving the one that holds its Map Run"
              : rule.reason());
    }
    ExecutionStart start = execution.start();
    Machine machine = loader.load(Objects.requireNonNull(start.definition()));
    Replay replay = Replay.of(execution);
    Instant now = services.time().instant();
    store.unsettle(execution.tree());
    execution.redrive(now);
    launch(machine, execution.tree(), parse(start.input()), replay);
    return now;
  }

  private void launch(Machine machine, ExecutionTree tree, JsonNode input, Replay replay) {
    ExecutionLog root = tree.root();
    Live live = new Live(StopSignal.root(), new CompletableFuture<>());
    running.put(root.arn(), live);
    Execution execution =
        new Execution(
            services, root, machine.flow(), input, root.start().roleArn(), live.stop(), replay);
    Duration timeout =
        machine.timeoutSeconds() == null ? null : Duration.ofSeconds(machine.timeoutSeconds());
    threads.execute(() -> run(execution, timeout, live));
  }

  private void run(Execution execution, @Nullable Duration timeout, Live live) {
    ExecutionLog root = execution.log();
    try {
      announcer.running(root.tree());
      execution.run(timeout);
      root.tree().force();
    } catch (RuntimeException e) {
      logger
          .atError()
          .addKeyValue("executionArn", root.arn())
          .setCause(e)
          .log("An execution broke down");
    } finally {
      running.remove(root.arn(), live);
      live.ended().complete(root.status());
    }
    if (root.status() != Status.RUNNING) {
      announcer.ended(root.tree());
    }
  }

  private void abortAll(ExecutionTree tree) {
    Instant now = services.time().instant();
    // The top-level execution last: once it has ended, all below it have.
    for (ExecutionLog execution : tree.running().reversed()) {
      End end = new End(Status.ABORTED, now, null, RESTARTED, RESTARTED_CAUSE);
      execution.end(
          Ends.event(
              Status.ABORTED,
              execution.eventCount(),
              Values.JSON.createObjectNode().put("error", RESTARTED).put("cause", RESTARTED_CAUSE)),
          end);
    }
    for (MapRunLog run : tree.runningMapRuns()) {
      run.end(MapRunLog.RunStatus.ABORTED, now);
    }
    tree.force();
  }

  private static JsonNode parse(String input) {
    try {
      return Values.JSON.readTree(input);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The input of an execution is not JSON", e);
    }
  }

  /**
   * Ends what runs as aborted, as a restart does, so that nothing is written after this returns.
   */
  @Override
  public void close() {
    Stopped stopped = new Stopped(Stopped.Reason.ABORTED, RESTARTED, RESTARTED_CAUSE);
    running.values().forEach(live -> live.stop().stop(stopped));
    threads.close();
  }
}
