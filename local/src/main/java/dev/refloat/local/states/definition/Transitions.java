package dev.refloat.local.states.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow can go: every transition must lead to a state of the same flow, and every state must
 * be reachable.
 */
final class Transitions {

  private Transitions() {}

  /**
   * Checks a flow; {@code declared} are the names of all its states, also of those that could not
   * be read.
   */
  static void check(Flow flow, Collection<String> declared, Fields fields) {
    if (!declared.contains(flow.startAt())) {
      fields.wrong(
          "StartAt", "names the state '%s', which does not exist".formatted(flow.startAt()));
      return;
    }
    boolean complete = flow.states().size() == declared.size();
    for (State state : flow.states().values()) {
      for (String target : targets(state)) {
        if (!declared.contains(target)) {
          fields
              .findings()
              .add("State '%s': there is no state '%s' to go to".formatted(state.name(), target));
        }
      }
    }
    if (complete) {
      Set<String> reached = reachable(flow);
      declared.stream()
          .filter(name -> !reached.contains(name))
          .forEach(name -> fields.findings().add("State '%s': cannot be reached".formatted(name)));
    }
  }

  private static Set<String> reachable(Flow flow) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(flow.startAt()));
    while (!open.isEmpty()) {
      String name = open.remove();
      State state = flow.states().get(name);
      if (state != null && reached.add(name)) {
        open.addAll(targets(state));
      }
    }
    return reached;
  }

  private static List<String> targets(State state) {
    List<String> all = new ArrayList<>();
    switch (state) {
      case State.Pass pass -> add(all, pass.exit());
      case State.Wait wait -> add(all, wait.exit());
      case State.Task task -> add(all, task.exit(), task.handlers());
      case State.Parallel parallel -> add(all, parallel.exit(), parallel.handlers());
      case State.MapState map -> add(all, map.exit(), map.handlers());
      case State.Choice choice -> {
        choice.rules().forEach(rule -> add(all, rule.exit()));
        if (choice.otherwise() != null) {
          add(all, choice.otherwise());
        }
      }
      case State.Succeed succeed -> {}
      case State.Fail fail -> {}
    }
    return all;
  }

  private static void add(List<String> all, State.Exit exit) {
    @Nullable String next = exit.next();
    if (next != null) {
      all.add(next);
    }
  }

  private static void add(List<String> all, State.Exit exit, State.Handlers handlers) {
    add(all, exit);
    handlers.catchers().forEach(catcher -> add(all, catcher.exit()));
  }
}
