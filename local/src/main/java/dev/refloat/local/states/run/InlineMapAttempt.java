package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Replay;

/** One attempt of a Map state whose iterations are part of the execution. */
final class InlineMapAttempt {

  /** Step Functions runs at most this many iterations of an inline Map at a time. */
  private static final int MOST_AT_ONCE = 40;

  private final State.MapState map;
  private final Visit visit;
  private final Strand strand;
  private final Bindings bindings;

  private InlineMapAttempt(State.MapState map, Visit visit) {
    this.map = map;
    this.visit = visit;
    this.strand = visit.strand();
    this.bindings = visit.bindings();
  }

  static Step run(State.MapState map, Visit visit) {
    return new InlineMapAttempt(map, visit).run();
  }

  private Step run() {
    JsonNode items = Items.array(map, visit, bindings);
    int limit =
        map.maxConcurrency() == null
            ? MOST_AT_ONCE
            : (int)
                Numbers.whole(
                    map.maxConcurrency(), "MaxConcurrency", bindings, 0, Integer.MAX_VALUE);
    limit = limit == 0 ? MOST_AT_ONCE : Math.min(limit, MOST_AT_ONCE);
    String group = visit.group();
    ObjectNode details = Values.JSON.createObjectNode().put("length", items.size());
    long started =
        strand.append(
            "MapStateStarted", "mapStateStartedEventDetails", details, Replay.group(group));
    ArrayNode result =
        Fork.run(
            items.size(),
            limit,
            strand.stop(),
            (i, stop) -> iterate(i, items.get(i), group + ":" + i, stop, started));
    strand.append("MapStateSucceeded");
    return visit.leave(map.exit(), bindings.withResult(result), result);
  }

  private JsonNode iterate(int index, JsonNode item, String scope, StopSignal stop, long started) {
    Strand iteration = strand.inner(scope, stop, Context.item(index, item));
    iteration.follow(started);
    ObjectNode details = Values.JSON.createObjectNode().put("name", map.name()).put("index", index);
    iteration.append("MapIterationStarted", "mapIterationStartedEventDetails", details);
    try {
      JsonNode output =
          Interpreter.run(
              map.processor(), iteration, Items.select(map, visit, bindings, index, item));
      iteration.append("MapIterationSucceeded", "mapIterationSucceededEventDetails", details);
      return output;
    } catch (Stopped stopped) {
      if (stopped.reason() == Stopped.Reason.SIBLING_FAILED) {
        iteration.append("MapIterationAborted", "mapIterationAbortedEventDetails", details);
      }
      throw stopped;
    } catch (StateFailed failure) {
      iteration.append("MapIterationFailed", "mapIterationFailedEventDetails", details);
      throw failure;
    }
  }
}
