package dev.refloat.automation;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The firings of triggers: {@code TRIGGER#{id}} / {@code FIRING#{time}#{firingId}}, and which
 * triggers have one that has not ended: {@code FIRINGS} / {@code {triggerId}}.
 *
 * <p>A trigger has at most one firing that runs and one that waits; both stand on it. So each move
 * of a firing is one transaction with the trigger, on the condition that the trigger is as it was
 * read. Who finds that it is not reads again.
 */
final class Firings {
  private static final String OPEN = "FIRINGS";
  private static final String STATUS = "status";
  private static final String RUNNING = "running";
  private static final String WAITING = "waiting";

  /** Only those meet that move firings of one trigger. */
  private static final int ATTEMPTS = 10;

  private final Table table;
  private final TriggerStore triggers;
  private final InstantSource clock;

  Firings(Table table, TriggerStore triggers, InstantSource clock) {
    this.table = table;
    this.triggers = triggers;
    this.clock = clock;
  }

  Optional<Firing> find(String triggerId, String key) {
    return table.find(TriggerStore.partition(triggerId), key).map(Firing::of);
  }

  /** The newest of a trigger, the newest first. */
  List<Firing> newest(String triggerId, int most) {
    return table
        .newest(TriggerStore.partition(triggerId), Firing.prefix(), most)
        .map(Firing::of)
        .toList();
  }

  /** The triggers that have a firing that has not ended. */
  List<String> open() {
    return table.query(OPEN, "trig-").stream().map(item -> item.text("triggerId")).toList();
  }

  /**
   * Takes a firing, if it was not taken before: it waits. One that waited gives way to a newer one,
   * and what is older than the one that waits gives way at once.
   *
   * @return false where it was taken before, or the trigger no longer fires
   */
  boolean offer(Firing firing) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<RestoreTrigger> trigger =
          triggers.find(firing.triggerId()).filter(RestoreTrigger::isLive);
      if (trigger.isEmpty() || find(firing.triggerId(), firing.key()).isPresent()) {
        return false;
      }
      if (offered(trigger.get(), firing).run().isEmpty()) {
        return true;
      }
    }
    throw new IllegalStateException("A trigger changes faster than it can be fired");
  }

  private Transaction offered(RestoreTrigger trigger, Firing firing) {
    return isLate(trigger, firing)
        ? taken(trigger, firing).with(stillWaits(trigger))
        : taken(trigger, firing)
            .with(triggers.unchanged(trigger).set(WAITING, firing.key()))
            .with(giveWay(trigger));
  }

  /**
   * Takes the firing of a schedule, with which its next time is set.
   *
   * @param next absent where there is none
   * @return false where the trigger has changed since it was read
   */
  boolean offer(RestoreTrigger trigger, Firing firing, Optional<Instant> next) {
    Write change =
        triggers.unchanged(trigger).set("next", next.map(Instant::toString).orElse(null));
    Transaction taken =
        taken(trigger, firing).with(triggers.reschedule(trigger, firing.time(), next));
    return (isLate(trigger, firing)
            ? taken.with(change)
            : taken.with(change.set(WAITING, firing.key())).with(giveWay(trigger)))
        .run()
        .isEmpty();
  }

  /** Changes nothing: the one that waits is the one that waits. */
  private Write stillWaits(RestoreTrigger trigger) {
    return triggers.unchanged(trigger).set(WAITING, trigger.waiting().orElseThrow());
  }

  private static boolean isLate(RestoreTrigger trigger, Firing firing) {
    return trigger.waiting().filter(key -> key.compareTo(firing.key()) > 0).isPresent();
  }

  private Transaction taken(RestoreTrigger trigger, Firing firing) {
    Firing taken =
        isLate(trigger, firing) ? firing.superseded("A newer one waited already.") : firing;
    return new Transaction()
        .with(Write.put(table, taken.toItem(clock.instant())).ifAbsent())
        .with(open(trigger));
  }

  private List<Write> giveWay(RestoreTrigger trigger) {
    return trigger
        .waiting()
        .map(
            older ->
                move(trigger.triggerId(), older, FiringStatus.SUPERSEDED)
                    .set("reason", "A newer one came before its turn."))
        .stream()
        .toList();
  }

  /** What the restore of a firing will be known by. */
  record Begun(String backupId, String jobId, String clusterId) {}

  /**
   * Lets the one that waits run.
   *
   * @return false where the trigger has changed since it was read
   */
  boolean begin(RestoreTrigger trigger, Firing firing, Begun begun, List<Write> also) {
    return new Transaction()
        .with(triggers.unchanged(trigger).set(RUNNING, firing.key()).remove(WAITING))
        .with(
            move(trigger.triggerId(), firing.key(), FiringStatus.RUNNING)
                .set("backupId", begun.backupId())
                .set("jobId", begun.jobId())
                .set("clusterId", begun.clusterId()))
        .with(also)
        .run()
        .isEmpty();
  }

  /** How a firing ends. */
  record End(FiringStatus status, int code, String reason) {}

  /**
   * Ends the one that runs, or that waits and is refused. A trigger that is deleted goes with its
   * last one.
   *
   * @return false where the trigger has changed since it was read
   */
  boolean end(RestoreTrigger trigger, Firing firing, End end, List<Write> also) {
    boolean ran = trigger.running().filter(firing.key()::equals).isPresent();
    boolean isLast = (ran ? trigger.waiting() : trigger.running()).isEmpty();
    var transaction =
        new Transaction()
            .with(
                isLast && trigger.deleted()
                    ? triggers.remove(trigger)
                    : triggers.unchanged(trigger).remove(ran ? RUNNING : WAITING))
            .with(
                move(trigger.triggerId(), firing.key(), end.status())
                    .set("code", end.code())
                    .set("reason", end.reason().isEmpty() ? null : end.reason()))
            .with(also);
    if (isLast) {
      transaction.with(Write.delete(table, OPEN, trigger.triggerId()));
    }
    return transaction.run().isEmpty();
  }

  /** Notes that the result lies beside the file that fired it. */
  void answered(Firing firing) {
    table.write(
        Write.update(table, TriggerStore.partition(firing.triggerId()), firing.key())
            .set("answered", AttributeValue.fromBool(true))
            .ifPresent());
  }

  private Write open(RestoreTrigger trigger) {
    return Write.put(
        table, Item.key(OPEN, trigger.triggerId()).with("triggerId", trigger.triggerId()));
  }

  /** Nothing of a firing is written that is in a state from which the move is illegal. */
  private Write move(String triggerId, String key, FiringStatus to) {
    Set<FiringStatus> from = to.previous();
    return Write.update(table, TriggerStore.partition(triggerId), key)
        .set(STATUS, to.name())
        .ifOneOf(STATUS, from);
  }
}
