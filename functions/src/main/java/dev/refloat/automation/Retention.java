package dev.refloat.automation;

import dev.refloat.access.Audit;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.SortableTime;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.restore.DropCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops clusters that triggers made: {@code TRIGGER#{id}} / {@code MADE#{time}#{clusterId}} says
 * which those are, from before there is one until it is gone.
 */
final class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final String MADE = "MADE#";

  private final Table table;
  private final ClusterStore clusters;
  private final DropCluster dropCluster;
  private final Audit audit;

  Retention(Table table, ClusterStore clusters, DropCluster dropCluster, Audit audit) {
    this.table = table;
    this.clusters = clusters;
    this.dropCluster = dropCluster;
    this.audit = audit;
  }

  /** What goes with the beginning of a restore. */
  List<Write> note(RestoreTrigger trigger, Firing firing, Firings.Begun begun) {
    return trigger.definition().keepLast().isEmpty()
        ? List.of()
        : List.of(
            Write.put(
                table,
                Item.key(
                        TriggerStore.partition(trigger.triggerId()),
                        MADE + SortableTime.of(firing.time()) + "#" + begun.clusterId())
                    .with("clusterId", begun.clusterId())
                    .with("jobId", begun.jobId())));
  }

  /**
   * Drops those clusters that are beyond what the trigger is to keep. One that cannot be dropped
   * now, because somebody restores into it, is left to the next time.
   *
   * @param firing that succeeded: its cluster stays beside those that are kept
   */
  void drop(RestoreTrigger trigger, Firing firing) {
    if (trigger.definition().keepLast().isEmpty()) {
      return;
    }
    List<Item> made = table.query(TriggerStore.partition(trigger.triggerId()), MADE).reversed();
    int kept = 0;
    for (Item one : made) {
      if (Optional.of(one.text("clusterId")).equals(firing.clusterId())) {
        continue;
      }
      Optional<Cluster> there = there(one);
      if (there.isPresent() && kept < trigger.definition().keepLast().getAsInt()) {
        kept++;
      } else if (there.isEmpty() || tryDrop(trigger, there.get())) {
        table.write(Write.delete(table, one.text("pk"), one.text("sk")));
      }
    }
  }

  /** Neither one that is gone, nor one that never came to be. */
  private Optional<Cluster> there(Item made) {
    return clusters
        .find(made.text("clusterId"))
        .filter(cluster -> cluster.isMadeBy(made.text("jobId")))
        .filter(
            cluster ->
                cluster.status() != ClusterStatus.DELETING
                    && cluster.status() != ClusterStatus.DELETED);
  }

  /**
   * Drops a cluster in the name of who made the trigger.
   *
   * @return false where that cannot be done now
   */
  boolean tryDrop(RestoreTrigger trigger, Cluster cluster) {
    var change =
        new Audit.Change(
            trigger.creator().principal(),
            trigger.triggerId() + "-" + cluster.clusterId(),
            "DELETE",
            "/v2/clusters/" + cluster.clusterId() + "/drop",
            "");
    try {
      audit.tell(
          change,
          () -> {
            dropCluster.drop(cluster);
            return cluster.clusterId();
          },
          id -> Json.text(Map.of("clusterId", id)));
      return true;
    } catch (Refused e) {
      log.atWarn()
          .addKeyValue("clusterId", cluster.clusterId())
          .addKeyValue("reason", e.reason())
          .log("Cluster of a trigger is not dropped yet");
      return false;
    }
  }
}
