package dev.refloat.bench.scale.result;

import dev.refloat.bench.scale.Facts;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a restore is held to.
 *
 * @param most that may be seen
 * @param decimals that are shown
 * @param scenarios that it is about
 */
record Bound(
    String what, double most, int decimals, Set<String> scenarios, ToDoubleFunction<Seen> of) {
  private static final Set<String> ANY = Set.of("a", "b", "c", "d", "e");
  private static final Set<String> COSTED = Set.of("a", "b", "c");

  static final List<Bound> ALL =
      List.of(
          new Bound(
              "cost ÷ its floor", 1.10, 3, COSTED, seen -> seen.cost() / Floors.of(seen).cost()),
          new Bound(
              "time ÷ the larger floor",
              1.25,
              2,
              ANY,
              seen -> seen.seconds() / Floors.of(seen).seconds()),
          whole(
              "bytes of a state's payload",
              Facts.StepFunctions.PAYLOAD_BYTES,
              seen -> seen.history().payloadBytes()),
          whole(
              "events of one execution",
              Facts.StepFunctions.EVENTS,
              seen -> seen.history().events()),
          whole(
              "children of one Map Run",
              Facts.StepFunctions.CHILDREN,
              seen -> seen.history().children()),
          whole(
              "open Map Runs",
              Facts.StepFunctions.OPEN_MAP_RUNS,
              seen -> seen.history().openMapRuns()),
          whole(
              "transitions in a second",
              Facts.StepFunctions.TRANSITIONS_PER_SECOND,
              seen -> seen.history().transitionsPerSecond()),
          whole(
              "write units of one key in a second",
              Facts.DynamoDb.WRITES_PER_SECOND,
              seen -> seen.dynamoDb().hottestKey()));

  private static Bound whole(String what, long most, ToDoubleFunction<Seen> of) {
    return new Bound(what, most, 0, ANY, of);
  }

  boolean isAbout(Seen seen) {
    return scenarios.contains(seen.scenario().name());
  }

  boolean isHeld(Seen seen) {
    return !isAbout(seen) || of.applyAsDouble(seen) <= most;
  }
}
