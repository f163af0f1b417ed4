package dev.refloat.local.states.definition;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A variable assigned in an inner scope must not have the name of one assigned in a scope around
 * it. A distributed Map starts anew: its children do not see what is around them.
 */
final class ScopeCheck {

  private ScopeCheck() {}

  static void check(Flow flow, List<String> findings) {
    check(flow, Set.of(), findings);
  }

  private static void check(Flow flow, Set<String> around, List<String> findings) {
    Set<String> visible = new HashSet<>(around);
    for (State state : flow.states().values()) {
      for (String name : assigned(state)) {
        if (around.contains(name)) {
          findings.add(
              "State '%s': field 'Assign/%s' has the name of a variable of an outer scope"
                  .formatted(state.name(), name));
        }
        visible.add(name);
      }
    }
    for (State state : flow.states().values()) {
      if (state instanceof State.Parallel parallel) {
        parallel.branches().forEach(branch -> check(branch, visible, findings));
      }
      if (state instanceof State.MapState map) {
        check(map.processor(), map.distributed() == null ? visible : Set.of(), findings);
      }
    }
  }

  private static Set<String> assigned(State state) {
    Set<String> names = new LinkedHashSet<>();
    switch (state) {
      case State.Pass pass -> names.addAll(pass.exit().assign().keySet());
      case State.Wait wait -> names.addAll(wait.exit().assign().keySet());
      case State.Task task -> addAll(names, task.exit(), task.handlers());
      case State.Parallel parallel -> addAll(names, parallel.exit(), parallel.handlers());
      case State.MapState map -> addAll(names, map.exit(), map.handlers());
      case State.Choice choice -> {
        choice.rules().forEach(rule -> names.addAll(rule.exit().assign().keySet()));
        if (choice.otherwise() != null) {
          names.addAll(choice.otherwise().assign().keySet());
        }
      }
      case State.Succeed succeed -> {}
      case State.Fail fail -> {}
    }
    return names;
  }

  private static void addAll(Set<String> names, State.Exit exit, State.Handlers handlers) {
    names.addAll(exit.assign().keySet());
    handlers.catchers().forEach(catcher -> names.addAll(catcher.exit().assign().keySet()));
  }
}
