package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.Flow;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.history.Cursor;
import org.jspecify.annotations.Nullable;

/** Walks a strand through the states of a flow. */
final class Interpreter {

  private Interpreter() {}

  /**
   * Runs the flow to its end, from where an earlier attempt left it or else from its start.
   *
   * @throws StateFailed when a state fails and nothing catches it
   * @throws Stopped when the strand is told to stop
   */
  static JsonNode run(Flow flow, Strand strand, JsonNode input) {
    String name = flow.startAt();
    JsonNode current = input;
    @Nullable Cursor cursor = strand.cursor();
    if (cursor != null) {
      if (cursor.output() != null) {
        return cursor.output();
      }
      name = cursor.state();
      current = cursor.input();
      strand.variables().assign(name, cursor.variables());
      cursor = cursor.enteredEvent() == 0 ? null : cursor;
    }
    while (true) {
      strand.stop().check();
      State state = flow.state(name);
      Step step = step(new Visit(strand, state, current, cursor), state);
      if (step.next() == null) {
        return step.output();
      }
      name = step.next();
      current = step.output();
      cursor = null;
    }
  }

  private static Step step(Visit visit, State state) {
    try {
      return switch (state) {
        case State.Pass pass -> visit.leave(pass.exit(), visit.bindings(), visit.input());
        case State.Succeed succeed -> visit.leave(succeed.exit(), visit.bindings(), visit.input());
        case State.Fail fail -> throw SimpleStates.failure(fail, visit);
        case State.Wait wait -> SimpleStates.waiting(wait, visit);
        case State.Choice choice -> SimpleStates.choice(choice, visit);
        case State.Task task ->
            Handling.run(visit, task.type(), task.handlers(), () -> TaskAttempt.run(task, visit));
        case State.Parallel parallel ->
            Handling.run(
                visit,
                parallel.type(),
                parallel.handlers(),
                () -> ParallelAttempt.run(parallel, visit));
        case State.MapState map ->
            Handling.run(
                visit,
                map.type(),
                map.handlers(),
                () ->
                    map.distributed() == null
                        ? InlineMapAttempt.run(map, visit)
                        : MapRun.attempt(map, visit));
      };
    } catch (StateFailed failure) {
      throw visit.told(failure);
    } catch (Stopped stopped) {
      if (stopped.reason() == Stopped.Reason.SIBLING_FAILED && SimpleStates.canBeAborted(state)) {
        visit.strand().append(state.type() + "StateAborted");
      }
      throw stopped;
    }
  }
}
