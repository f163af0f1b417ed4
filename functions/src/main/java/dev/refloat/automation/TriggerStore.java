package dev.refloat.automation;

import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Triggers, in the table of the jobs, and what leads from what happens to them. An item that leads
 * to a trigger is written and removed with what it says of the trigger.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>pk</th><th>sk</th><th>what</th></tr>
 * <tr><td>TRIGGER#{id}</td><td>TRIGGER</td><td>a trigger</td></tr>
 * <tr><td>TRIGGERS#{projectId}</td><td>NAME#{name}</td><td>the triggers of a project</td></tr>
 * <tr><td>WATCH#{clusterId}</td><td>{triggerId}</td><td>those that its backups fire</td></tr>
 * <tr><td>SCHEDULES</td><td>{time}#{triggerId}</td><td>which fire when</td></tr>
 * </table>
 */
final class TriggerStore {
  static final String TRIGGER = "TRIGGER";

  private static final String SCHEDULES = "SCHEDULES";
  private static final String NAME = "NAME#";
  private static final String TRIGGER_ID = "triggerId";

  private final Table table;

  TriggerStore(Table table) {
    this.table = table;
  }

  /** A trigger whose time has come. */
  record Due(String triggerId, Instant time) {}

  Optional<RestoreTrigger> find(String triggerId) {
    return table.find(partition(triggerId), TRIGGER).map(RestoreTrigger::of);
  }

  /** Those of a project, by name, without those that are deleted. */
  List<RestoreTrigger> list(String projectId) {
    return findAll(table.query(listOf(projectId), NAME)).stream()
        .filter(trigger -> !trigger.deleted())
        .sorted((one, other) -> one.definition().name().compareTo(other.definition().name()))
        .toList();
  }

  /** Those that a backup of the cluster may fire. */
  List<RestoreTrigger> watching(String clusterId) {
    return findAll(table.query(watchOf(clusterId), "trig-"));
  }

  /** Those whose time has come, the longest due first. */
  List<Due> due(Instant now) {
    return table.queryUpTo(SCHEDULES, SortableTime.of(now) + "~").stream()
        .map(item -> new Due(item.text(TRIGGER_ID), item.instant("time")))
        .toList();
  }

  private List<RestoreTrigger> findAll(List<Item> references) {
    List<Item> keys =
        references.stream()
            .map(reference -> Item.key(partition(reference.text(TRIGGER_ID)), TRIGGER))
            .toList();
    return table.findAll(keys).stream().map(RestoreTrigger::of).toList();
  }

  /**
   * Writes a new trigger with what leads to it.
   *
   * @return false where it is there already, or the project has one of its name
   */
  boolean create(RestoreTrigger trigger) {
    var transaction =
        new Transaction()
            .with(Write.put(table, trigger.toItem()).ifAbsent())
            .with(
                Write.put(table, reference(listOf(trigger.projectId()), nameKey(trigger), trigger))
                    .ifAbsent());
    watched(trigger)
        .ifPresent(
            cluster ->
                transaction.with(
                    Write.put(table, reference(watchOf(cluster), trigger.triggerId(), trigger))));
    trigger.next().ifPresent(time -> transaction.with(schedule(trigger, time)));
    return transaction.run().isEmpty();
  }

  /**
   * Lets it fire no more, for a reason that whoever looks at it can read.
   *
   * @param also what goes with it
   * @return false where it has changed since it was read, or is gone
   */
  boolean stop(RestoreTrigger trigger, String why, List<Write> also) {
    return new Transaction()
        .with(
            unchanged(trigger)
                .set("enabled", AttributeValue.fromBool(false))
                .set("stopped", why)
                .remove("next"))
        .with(unreferenced(trigger))
        .with(also)
        .run()
        .isEmpty();
  }

  /**
   * Frees its name and lets it fire no more. Where something of it runs, it stays until that has
   * ended.
   *
   * @return false where it has changed since it was read, or is gone
   */
  boolean delete(RestoreTrigger trigger) {
    boolean idle = trigger.running().isEmpty() && trigger.waiting().isEmpty();
    return new Transaction()
        .with(
            idle
                ? remove(trigger)
                : unchanged(trigger).set("deleted", AttributeValue.fromBool(true)).remove("next"))
        .with(unreferenced(trigger))
        .with(
            Write.delete(table, listOf(trigger.projectId()), nameKey(trigger))
                .ifAbsentOrEquals(TRIGGER_ID, trigger.triggerId()))
        .run()
        .isEmpty();
  }

  private List<Write> unreferenced(RestoreTrigger trigger) {
    var writes = new ArrayList<Write>();
    watched(trigger)
        .ifPresent(
            cluster -> writes.add(Write.delete(table, watchOf(cluster), trigger.triggerId())));
    trigger.next().ifPresent(time -> writes.add(unscheduled(trigger, time)));
    return writes;
  }

  /** What goes with the firing of a schedule: it is looked at when its next time has come. */
  List<Write> reschedule(RestoreTrigger trigger, Instant fired, Optional<Instant> next) {
    var writes = new ArrayList<Write>();
    writes.add(unscheduled(trigger, fired));
    next.ifPresent(time -> writes.add(schedule(trigger, time)));
    return writes;
  }

  /** Takes away what leads to a trigger that is gone. */
  void forget(Due due) {
    table.write(Write.delete(table, SCHEDULES, scheduleKey(due.triggerId(), due.time())));
  }

  /**
   * A change of a trigger, on the condition that what it does and is to do next is as it was read.
   */
  Write unchanged(RestoreTrigger trigger) {
    return conditions(Write.update(table, partition(trigger.triggerId()), TRIGGER), trigger);
  }

  /** Removes one that is deleted. */
  Write remove(RestoreTrigger trigger) {
    return conditions(Write.delete(table, partition(trigger.triggerId()), TRIGGER), trigger);
  }

  private static Write conditions(Write write, RestoreTrigger trigger) {
    write.ifPresent();
    same(write, "running", trigger.running());
    same(write, "waiting", trigger.waiting());
    same(write, "next", trigger.next().map(Instant::toString));
    write.ifEquals("enabled", AttributeValue.fromBool(trigger.enabled()));
    if (!trigger.deleted()) {
      write.ifAbsent("deleted");
    }
    return write;
  }

  private static void same(Write write, String attribute, Optional<String> value) {
    value.ifPresentOrElse(text -> write.ifEquals(attribute, text), () -> write.ifAbsent(attribute));
  }

  private static Optional<String> watched(RestoreTrigger trigger) {
    return trigger.isLive() && trigger.definition().when() instanceof When.BackupAvailable arrival
        ? Optional.of(arrival.clusterId())
        : Optional.empty();
  }

  private Write schedule(RestoreTrigger trigger, Instant time) {
    return Write.put(
        table,
        reference(SCHEDULES, scheduleKey(trigger.triggerId(), time), trigger).with("time", time));
  }

  private Write unscheduled(RestoreTrigger trigger, Instant time) {
    return Write.delete(table, SCHEDULES, scheduleKey(trigger.triggerId(), time));
  }

  private static Item reference(String pk, String sk, RestoreTrigger trigger) {
    return Item.key(pk, sk).with(TRIGGER_ID, trigger.triggerId());
  }

  private static String scheduleKey(String triggerId, Instant time) {
    return SortableTime.of(time) + "#" + triggerId;
  }

  private static String nameKey(RestoreTrigger trigger) {
    return NAME + trigger.definition().name();
  }

  static String partition(String triggerId) {
    return "TRIGGER#" + triggerId;
  }

  private static String listOf(String projectId) {
    return "TRIGGERS#" + projectId;
  }

  private static String watchOf(String clusterId) {
    return "WATCH#" + clusterId;
  }
}
