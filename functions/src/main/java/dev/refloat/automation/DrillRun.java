package dev.refloat.automation;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a firing does besides, where its trigger is a drill.
 *
 * <p>Order of writes at the end: report, measure, drill, then the scratch cluster is dropped, and
 * only then the firing ends. Whoever does it again after a crash finds the drill as it was told and
 * drops the cluster; between measure and drill it measures and tells again, so that a failed drill
 * is never missed and may be counted twice.
 */
final class DrillRun {
  private final Table table;
  private final Drills drills;
  private final DrillReports reports;
  private final DrillFiles files;
  private final ClusterStore clusters;
  private final Retention retention;
  private final Metrics metrics;
  private final InstantSource clock;

  DrillRun(
      Table table,
      Drills drills,
      DrillReports reports,
      DrillFiles files,
      ClusterStore clusters,
      Retention retention,
      Metrics metrics,
      InstantSource clock) {
    this.table = table;
    this.drills = drills;
    this.reports = reports;
    this.files = files;
    this.clusters = clusters;
    this.retention = retention;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What goes with the beginning of its restore. */
  List<Write> begin(RestoreTrigger trigger, Firing firing, Firings.Begun begun) {
    return List.of(drills.put(reports.begun(trigger, firing, begun), firing, clock.instant()));
  }

  /** Tells that it could not begin. */
  void refuse(RestoreTrigger trigger, Firing firing, String reason) {
    tell(reports.refused(trigger, firing, reason, clock.instant()), firing);
  }

  /**
   * Tells how it ended and drops the scratch cluster.
   *
   * @return false where the cluster cannot be dropped now
   */
  boolean finish(RestoreTrigger trigger, Firing firing, Job job) {
    boolean told =
        drills
            .find(trigger.projectId(), firing)
            .filter(drill -> drill.status() != DrillStatus.RUNNING)
            .isPresent();
    if (!told) {
      tell(reports.ended(trigger, firing, job), firing);
    }
    return clusters
        .find(job.clusterId())
        .filter(cluster -> cluster.isMadeBy(job.jobId()))
        .filter(
            cluster ->
                cluster.status() == ClusterStatus.RUNNING
                    || cluster.status() == ClusterStatus.ABNORMAL)
        .map(cluster -> retention.tryDrop(trigger, cluster))
        .orElse(true);
  }

  private void tell(Drill drill, Firing firing) {
    Drill placed = files.put(drill, firing);
    measure(placed);
    Instant now = clock.instant();
    table.write(drills.put(placed, firing, now));
  }

  /** {@code DrillsEnded} by {@code Status}, and how long those took that had a restore. */
  private void measure(Drill drill) {
    var measures = new ArrayList<Measure>();
    measures.add(new Measure("DrillsEnded", Unit.COUNT, 1));
    if (drill.seconds() != null) {
      measures.add(new Measure("DrillSeconds", Unit.SECONDS, drill.seconds()));
    }
    metrics.put(Map.of("Status", drill.status().name()), measures);
  }
}
