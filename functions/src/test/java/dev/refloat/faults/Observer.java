package dev.refloat.faults;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Copied;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at jobs and clusters while restores run, as callers of the API do. */
final class Observer {
  private final World world;
  private final List<Scenario.Ordered> orders;
  private final Map<String, Seen> seen = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();

  private record Seen(
      Job job, Progress progress, Map<String, Outcome> outcomes, Map<String, Copied> copied) {}

  /** What is visible at this moment stays so, or is replaced. */
  Observer(World world, List<Scenario.Ordered> orders) {
    this.world = world;
    this.orders = orders;
  }

  List<String> problems() {
    return problems;
  }

  /** Compares with what was seen before. */
  void look() {
    orders.forEach(order -> look(order.jobId()));
    orders.stream().map(Scenario.Ordered::clusterId).distinct().forEach(this::lookAtCluster);
  }

  private void look(String jobId) {
    Optional<Job> found = world.wiring.jobs().find(jobId);
    if (found.isEmpty()) {
      problemIf(seen.containsKey(jobId), "job is gone");
      return;
    }
    Job job = found.get();
    Map<String, Outcome> outcomes = new HashMap<>();
    world.wiring.jobs().outcomes().all(jobId).forEach(o -> outcomes.put(o.collection(), o));
    Map<String, Copied> copied =
        world.wiring.jobs().counters().copied(job, List.copyOf(outcomes.values()));
    Progress progress = Progress.of(job, copied.values(), job.startTime().plusSeconds(60));
    Seen now = new Seen(job, progress, outcomes, copied);
    Seen before = seen.put(jobId, now);
    problemIf(progress.bytesCopied() > progress.bytesTotal(), "more bytes copied than there are");
    problemIf(progress.objectsCopied() > progress.objectsTotal(), "more objects than there are");
    problemIf(
        (progress.percent() == 100) != (job.status() == JobStatus.SUCCESSFUL),
        "progress of " + progress.percent() + " while the job is " + job.status());
    if (before != null) {
      compare(before, now);
    }
  }

  private void compare(Seen before, Seen now) {
    boolean sameRun = before.job.run().equals(now.job.run());
    problemIf(before.job.runNumber() > now.job.runNumber(), "an earlier run came back");
    problemIf(before.progress.percent() > now.progress.percent(), "progress goes back");
    problemIf(
        before.progress.bytesCopied() > now.progress.bytesCopied()
            || before.progress.objectsCopied() > now.progress.objectsCopied(),
        "what is copied goes back");
    problemIf(
        sameRun && before.job.status() != now.job.status() && !isLegal(before.job, now.job),
        "the job was " + before.job.status() + " and is " + now.job.status());
    problemIf(
        sameRun
            && before.job.currentPlan().isPresent()
            && !before.job.currentPlan().equals(now.job.currentPlan()),
        "the plan changed");
    before.outcomes.forEach(
        (number, old) -> {
          Outcome current = now.outcomes.get(number);
          if (current == null) {
            problemIf(true, "the outcome of a collection is gone");
            return;
          }
          boolean sameAttempt = old.attempt().equals(current.attempt());
          problemIf(
              old.status().isTerminal()
                  && old.status() != current.status()
                  && !(old.status().isGivenUp() && !sameAttempt),
              number + " was " + old.status() + " and is " + current.status());
          problemIf(
              !sameAttempt
                  && (current.run() <= old.run()
                      || current.run() != now.job.runNumber()
                      || !current.formerIds().contains(old.collectionId())),
              number + " has another attempt");
          Copied copiedBefore = before.copied.getOrDefault(number, Copied.NOTHING);
          Copied copiedNow = now.copied.getOrDefault(number, Copied.NOTHING);
          problemIf(
              sameAttempt
                  && old.run() == now.job.runNumber()
                  && (copiedNow.bytes() < copiedBefore.bytes()
                      || copiedNow.objects() < copiedBefore.objects()),
              number + ": its counters go back");
          problemIf(
              copiedNow.bytes() > current.bytesTotal()
                  || copiedNow.objects() > current.objectsTotal(),
              number + ": its counters pass its plan");
        });
  }

  /** Between two looks a job may have made several moves. */
  private static boolean isLegal(Job before, Job now) {
    var reached = new HashSet<JobStatus>(before.status().next());
    for (JobStatus status : List.copyOf(reached)) {
      if (!status.isTerminal()) {
        reached.addAll(status.next());
        status.next().stream().filter(s -> !s.isTerminal()).forEach(s -> reached.addAll(s.next()));
      }
    }
    return !before.status().isTerminal() && reached.contains(now.status());
  }

  /** What is visible is whole: each of its objects is there. What was there before stays so. */
  private void lookAtCluster(String clusterId) {
    boolean there =
        world.wiring.clusters().find(clusterId).filter(c -> isServing(c.status())).isPresent();
    if (!there) {
      return;
    }
    List<CatalogueEntry> visible = world.wiring.catalogue().list(clusterId);
    Map<String, String> ids = new HashMap<>();
    visible.forEach(entry -> ids.put(entry.collectionName(), entry.collectionId()));
    known.keySet().stream()
        .filter(name -> !ids.containsKey(name))
        .forEach(name -> problemIf(true, name + " was visible and is not any more"));
    known.putAll(ids);
    var files = new Files(world, clusterId);
    for (CatalogueEntry entry : visible) {
      files.missing(entry, sources()).forEach(key -> problemIf(true, "visible without " + key));
    }
  }

  private List<SmallBackup> sources() {
    return orders.stream().map(Scenario.Ordered::content).distinct().toList();
  }

  private static boolean isServing(ClusterStatus status) {
    return status == ClusterStatus.RESTORE_BACKUP || status == ClusterStatus.RUNNING;
  }

  private void problemIf(boolean wrong, String what) {
    if (wrong) {
      problems.add("while it ran: " + what);
    }
  }
}
