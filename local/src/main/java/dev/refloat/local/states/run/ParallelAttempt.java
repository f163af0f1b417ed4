package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.history.Replay;

/** One attempt of a Parallel state. */
final class ParallelAttempt {

  private ParallelAttempt() {}

  static Step run(State.Parallel parallel, Visit visit) {
    Strand strand = visit.strand();
    Bindings bindings = visit.bindings();
    JsonNode input =
        parallel.arguments() == null
            ? visit.input()
            : bindings.evaluate(parallel.arguments(), "Arguments");
    String group = visit.group();
    long started = strand.append("ParallelStateStarted", null, null, Replay.group(group));
    int count = parallel.branches().size();
    ArrayNode result =
        Fork.run(
            count,
            count,
            strand.stop(),
            (i, stop) -> {
              Strand branch = strand.inner(group + ":" + i, stop, null);
              branch.follow(started);
              return Interpreter.run(parallel.branches().get(i), branch, input);
            });
    strand.append("ParallelStateSucceeded");
    return visit.leave(parallel.exit(), bindings.withResult(result), result);
  }
}
