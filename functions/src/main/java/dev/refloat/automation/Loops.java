package dev.refloat.automation;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;

/**
 * Refuses a trigger whose restore would lead back to it: a backup of the cluster that it restores
 * into fires another trigger, and so on, whose restore is into the cluster that fires this one.
 */
final class Loops {
  private final TriggerStore triggers;

  Loops(TriggerStore triggers) {
    this.triggers = triggers;
  }

  /**
   * Passes where it closes no circle.
   *
   * @throws Refused 96152, naming the trigger that leads back
   */
  void refuse(TriggerDefinition wanted) {
    Optional<String> from = fires(wanted);
    Optional<String> into = wanted.restore().flatMap(TriggeredRestore::destination);
    if (from.isEmpty() || into.isEmpty()) {
      return;
    }
    var seen = new HashSet<String>();
    var next = new ArrayDeque<String>();
    next.add(into.get());
    while (!next.isEmpty()) {
      String cluster = next.remove();
      if (!seen.add(cluster)) {
        continue;
      }
      for (RestoreTrigger other : triggers.watching(cluster)) {
        Optional<String> further =
            other.definition().restore().flatMap(TriggeredRestore::destination);
        if (further.equals(from)) {
          throw new Refused(
              ErrorCode.TRIGGER_LOOP,
              "Trigger %s restores into %s what this one restores: each would fire the other for ever. Delete it or choose another restore.destClusterId."
                  .formatted(other.definition().name(), from.get()));
        }
        further.ifPresent(next::add);
      }
    }
  }

  private static Optional<String> fires(TriggerDefinition definition) {
    return definition.when() instanceof When.BackupAvailable arrival
        ? Optional.of(arrival.clusterId())
        : Optional.empty();
  }
}
