package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.Cursor;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionTree;
import dev.refloat.local.states.history.Fingerprint;
import dev.refloat.local.states.history.HistoryFull;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.MapRunLog.RunStatus;
import dev.refloat.local.states.history.MapRunStart;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt of a Map state whose iterations are child executions. */
final class MapRun {
  private static final double ALL = 100;

  private final State.MapState map;
  private final State.Distributed distributed;
  private final Visit visit;
  private final Strand strand;
  private final Services services;
  private final Bindings bindings;
  private final MapSettings settings;

  private MapRun(State.MapState map, Visit visit) {
    this.map = map;
    this.distributed = Objects.requireNonNull(map.distributed());
    this.visit = visit;
    this.strand = visit.strand();
    this.services = strand.execution().services();
    this.bindings = visit.bindings();
    this.settings = MapSettings.of(map, distributed, bindings);
  }

  static Step attempt(State.MapState map, Visit visit) {
    return new MapRun(map, visit).run();
  }

  private Step run() {
    JsonNode items = settings.source() == null ? Items.array(map, visit, bindings) : null;
    MapRunLog run = begin(items == null ? 0 : items.size());
    JsonNode result;
    try {
      result = results(run, items);
    } catch (StateFailed failure) {
      run.end(RunStatus.FAILED, now());
      ObjectNode details =
          Values.JSON
              .createObjectNode()
              .put("error", failure.error())
              .put("cause", failure.cause());
      strand.append("MapRunFailed", "mapRunFailedEventDetails", details);
      throw failure;
    } catch (Stopped stopped) {
      run.end(RunStatus.ABORTED, now());
      strand.append("MapRunAborted");
      throw stopped;
    } catch (HistoryFull full) {
      run.end(RunStatus.FAILED, now());
      throw full;
    }
    run.end(RunStatus.SUCCEEDED, now());
    strand.append("MapRunSucceeded");
    strand.append("MapStateSucceeded");
    return visit.leave(map.exit(), bindings.withResult(result), result);
  }

  /** Starts a Map Run, or takes up the one that an earlier run of the execution left. */
  private MapRunLog begin(int length) {
    ExecutionLog execution = strand.execution().log();
    ExecutionTree tree = execution.tree();
    Cursor earlier = visit.takeResumed();
    MapRunLog left =
        earlier == null || earlier.mapRunArn() == null ? null : tree.mapRun(earlier.mapRunArn());
    if (left != null) {
      left.redrive(now());
      ObjectNode details =
          Values.JSON
              .createObjectNode()
              .put("mapRunArn", left.start().arn())
              .put("redriveCount", left.redriveCount());
      strand.append("MapRunRedriven", "mapRunRedrivenEventDetails", details);
      return left;
    }
    strand.append(
        "MapStateStarted",
        "mapStateStartedEventDetails",
        Values.JSON.createObjectNode().put("length", length));
    ExecutionLog root = tree.root();
    String machine = Arns.lastPart(root.machineArn());
    String arn =
        services.arns().mapRun(machine, distributed.label(), Fingerprint.newName(root.arn()));
    MapRunLog run =
        tree.startMapRun(
            new MapRunStart(
                arn,
                execution.ordinal(),
                distributed.label(),
                distributed.express(),
                settings.maxConcurrency(),
                settings.toleratedCount() == null ? 0 : settings.toleratedCount(),
                settings.toleratedPercentage() == null ? 0 : settings.toleratedPercentage(),
                now()));
    strand.append(
        "MapRunStarted",
        "mapRunStartedEventDetails",
        Values.JSON.createObjectNode().put("mapRunArn", arn));
    return run;
  }

  private JsonNode results(MapRunLog run, @Nullable JsonNode items) {
    try (StopSignal stop = strand.stop().child()) {
      Children children =
          new Children(strand.execution(), map.processor(), settings, run, stop, total(items));
      try (ItemSource source = open(items)) {
        startAll(children, new ChildInputs(map, visit, bindings, settings, source));
      } catch (StateFailed failure) {
        stop.stop(new Stopped(Stopped.Reason.ABORTED, null, null));
        throw failure;
      } finally {
        children.awaitAll();
      }
      strand.stop().check();
      MapResult result = new MapResult(services, settings, run);
      if (children.exceeded()) {
        result.writeFailed();
        throw StateFailed.of(
            StateFailed.EXCEED_TOLERATED_FAILURE_THRESHOLD,
            "The specified tolerated failure threshold was exceeded");
      }
      return result.succeeded(map.name());
    }
  }

  private static void startAll(Children children, ChildInputs inputs) {
    ChildInputs.Child child = inputs.next();
    for (int index = 0; child != null && children.start(index, child); index++) {
      child = inputs.next();
    }
  }

  // Only a percentage that can be exceeded needs to know how many items there are before all of
  // them are read; to find out, they are read once more.
  private long total(@Nullable JsonNode items) {
    if (items != null) {
      return items.size();
    }
    Double tolerated = settings.toleratedPercentage();
    if (tolerated == null || tolerated >= ALL) {
      return Long.MAX_VALUE;
    }
    try (ItemSource source = open(null)) {
      long count = 0;
      while (source.next() != null) {
        count++;
      }
      return count;
    }
  }

  private ItemSource open(@Nullable JsonNode items) {
    if (items != null) {
      return ItemSource.of(items);
    }
    MapSettings.Place place = Objects.requireNonNull(settings.source());
    State.ItemReader reader = Objects.requireNonNull(distributed.reader());
    return ItemSource.open(
        services.objects(), reader, place.bucket(), place.key(), settings.maxItems());
  }

  private Instant now() {
    return services.time().instant();
  }
}
