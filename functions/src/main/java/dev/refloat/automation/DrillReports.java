package dev.refloat.automation;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStore;
import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.estimate.Cost;
import dev.refloat.estimate.Estimate;
import dev.refloat.job.Copied;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what became of a drill. */
final class DrillReports {
  private final JobStore jobs;
  private final BackupStore backups;
  private final Catalogue catalogue;

  DrillReports(JobStore jobs, BackupStore backups, Catalogue catalogue) {
    this.jobs = jobs;
    this.backups = backups;
    this.catalogue = catalogue;
  }

  /** Of one that begins. */
  Drill begun(RestoreTrigger trigger, Firing firing, Firings.Begun begun) {
    return base(
        trigger, firing, begun.backupId(), begun.jobId(), DrillStatus.RUNNING, null, List.of());
  }

  /** Of one that did not begin. */
  Drill refused(RestoreTrigger trigger, Firing firing, String reason, Instant now) {
    return base(
        trigger,
        firing,
        firing.backupId().orElse(""),
        "",
        DrillStatus.FAILED,
        now,
        List.of(reason));
  }

  private Drill base(
      RestoreTrigger trigger,
      Firing firing,
      String backupId,
      String jobId,
      DrillStatus status,
      @Nullable Instant end,
      List<String> findings) {
    TriggerDefinition definition = trigger.definition();
    return new Drill(
        firing.firingId(),
        trigger.triggerId(),
        definition.name(),
        trigger.projectId(),
        definition.sourceClusterId().orElse(""),
        backupId,
        backupName(definition, backupId),
        jobId,
        status,
        text(firing.time()),
        end == null ? null : text(end),
        null,
        maxSeconds(definition),
        0,
        0,
        0,
        0,
        findings,
        null,
        null,
        null);
  }

  /** Of one whose restore has ended, while its cluster is still there. */
  Drill ended(RestoreTrigger trigger, Firing firing, Job job) {
    TriggerDefinition definition = trigger.definition();
    List<Outcome> outcomes = jobs.outcomes().all(job.jobId());
    Collection<Copied> copied = jobs.counters().copied(job, outcomes).values();
    Instant end = job.endTime().orElseThrow();
    long seconds = Math.ceilDiv(Duration.between(job.runStart(), end).toMillis(), 1000L);
    List<String> findings = findings(definition, job, outcomes, seconds);
    return new Drill(
        firing.firingId(),
        trigger.triggerId(),
        definition.name(),
        trigger.projectId(),
        definition.sourceClusterId().orElse(""),
        job.backupId(),
        backupName(definition, job.backupId()),
        job.jobId(),
        findings.isEmpty() ? DrillStatus.PASSED : DrillStatus.FAILED,
        text(job.runStart()),
        text(end),
        seconds,
        maxSeconds(definition),
        job.plan().map(Job.PlanReference::collections).orElse(0),
        copied.stream().mapToLong(Copied::objects).sum(),
        copied.stream().mapToLong(Copied::bytes).sum(),
        catalogue.list(job.clusterId()).stream().mapToLong(CatalogueEntry::rows).sum(),
        findings,
        cost(job).orElse(null),
        null,
        null);
  }

  private static List<String> findings(
      TriggerDefinition definition, Job job, List<Outcome> outcomes, long seconds) {
    var findings = new ArrayList<String>();
    if (job.status() != JobStatus.SUCCESSFUL) {
      findings.add(job.reason().isEmpty() ? "The restore is " + job.status() + "." : job.reason());
    }
    outcomes.stream()
        .filter(outcome -> outcome.status() == OutcomeStatus.FAILED)
        .map(outcome -> "%s: %s".formatted(source(outcome), outcome.reason()))
        .forEach(findings::add);
    if (definition.maxSeconds().isPresent() && seconds > definition.maxSeconds().getAsInt()) {
      findings.add(
          "It took %d seconds; %d are allowed."
              .formatted(seconds, definition.maxSeconds().getAsInt()));
    }
    return findings;
  }

  private static String source(Outcome outcome) {
    return outcome.sourceDbName() + "." + outcome.sourceName();
  }

  private String backupName(TriggerDefinition definition, String backupId) {
    return definition
        .sourceClusterId()
        .filter(_ -> !backupId.isEmpty())
        .flatMap(cluster -> backups.findRecord(cluster, backupId))
        .map(BackupRecord::backupName)
        .orElse("");
  }

  private Optional<Cost> cost(Job job) {
    return jobs.estimates()
        .find(job.jobId())
        .map(kept -> Json.read(kept.estimate(), Estimate.class).cost());
  }

  private static @Nullable Integer maxSeconds(TriggerDefinition definition) {
    return definition.maxSeconds().isPresent() ? definition.maxSeconds().getAsInt() : null;
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
