package dev.refloat.restore;

import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.estimate.Estimate;
import dev.refloat.job.Job;
import dev.refloat.platform.Refused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds out what a restore would do, by the parts that do it: nothing is reserved, and no file is
 * written. What would have the restore refused is a problem of the result, and as much as can be
 * found behind it is found too.
 */
final class Rehearsal {
  /** Of a first run, whose source cannot have changed since one before. */
  private static final int PLAN_EVENTS = 1;

  private final ClusterStore clusters;
  private final Source source;
  private final Destinations destinations;
  private final RbacPlanner rbacPlanner;
  private final PlannedDatabases databases;
  private final PlanDraft draft;
  private final Estimates estimates;
  private final boolean slots;
  private final InstantSource clock;

  /**
   * @param draft keeps no file of what it writes
   * @param slots whether only so many restores may run at once
   */
  Rehearsal(
      ClusterStore clusters,
      Source source,
      Destinations destinations,
      RbacPlanner rbacPlanner,
      PlannedDatabases databases,
      PlanDraft draft,
      Estimates estimates,
      boolean slots,
      InstantSource clock) {
    this.clusters = clusters;
    this.source = source;
    this.destinations = destinations;
    this.rbacPlanner = rbacPlanner;
    this.databases = databases;
    this.draft = draft;
    this.estimates = estimates;
    this.slots = slots;
    this.clock = clock;
  }

  /** What was found so far. */
  private static final class Found {
    private final List<String> warnings = new ArrayList<>();
    private final List<DryRun.Problem> problems = new ArrayList<>();

    /** Empty where it is refused, which is a problem then. */
    <T> Optional<T> attempt(Supplier<T> work) {
      try {
        return Optional.of(work.get());
      } catch (Refused e) {
        problems.add(DryRun.Problem.of(e));
        return Optional.empty();
      }
    }

    DryRun nothing() {
      return new DryRun(List.of(), warnings, problems, null);
    }
  }

  DryRun of(Job job, DryRunRequest request) {
    var found = new Found();
    Cluster cluster = cluster(job, request, found);
    return found
        .attempt(() -> source.open(job, cluster))
        .flatMap(opened -> find(job, cluster, request.selection(), opened, found))
        .orElseGet(found::nothing);
  }

  private Cluster cluster(Job job, DryRunRequest request, Found found) {
    DryRunRequest.NewCluster wanted = request.newCluster();
    if (wanted == null) {
      Cluster cluster = clusters.find(job.clusterId()).orElseThrow();
      found.attempt(
          () -> {
            ExistingCluster.requireRunning(cluster);
            return cluster;
          });
      return cluster;
    }
    if (clusters.isNameTaken(wanted.projectId(), wanted.clusterName())) {
      found.problems.add(DryRun.Problem.of(RestoreCluster.nameTaken(wanted.clusterName())));
    }
    return wanted.imagined(job, clock.instant());
  }

  private Optional<DryRun> find(
      Job job, Cluster cluster, Selection selection, Source.Opened opened, Found found) {
    return found
        .attempt(() -> selection.targets(opened.meta().names()))
        .flatMap(
            targets -> {
              Map<Target, Destinations.Holder> holders =
                  holders(job, cluster, selection.conflictPolicy(), targets, found);
              found.attempt(
                  () -> rbacPlanner.plan(job, cluster, opened.meta(), selection, targets));
              found.attempt(
                  () -> databases.note(job.jobId(), PlannedDatabases.of(selection, opened.meta())));
              return found.attempt(
                  () -> planned(job, cluster, selection, opened, targets, holders, found));
            });
  }

  /**
   * Of names that are wanted; that some cannot be had is a problem, unless they may be left out.
   */
  private Map<Target, Destinations.Holder> holders(
      Job job, Cluster cluster, ConflictPolicy policy, List<Target> targets, Found found) {
    if (cluster.isMadeBy(job.jobId())) {
      return Map.of();
    }
    var holders = destinations.holders(cluster.clusterId(), job.run(), targets);
    found.attempt(
        () -> {
          Destinations.refuse(Destinations.taken(holders, policy), policy);
          return holders;
        });
    return holders;
  }

  private DryRun planned(
      Job job,
      Cluster cluster,
      Selection selection,
      Source.Opened opened,
      List<Target> targets,
      Map<Target, Destinations.Holder> holders,
      Found found) {
    ConflictPolicy policy = selection.conflictPolicy();
    Work work = Work.of(targets, List.of());
    Map<Target, String> left =
        policy == ConflictPolicy.SKIP ? Destinations.taken(holders, policy) : Map.of();
    Map<String, Target> wanted = work.without(left.keySet());
    Source.Checked checked = source.compare(source.select(opened, wanted.values()));
    found.warnings.addAll(checked.warnings());
    List<PlanFile.Skipped> skipped = work.skipped(left);
    PlanDraft.Written written =
        draft.write(
            job,
            cluster,
            wanted,
            checked.collections(),
            work.skipsAny(skipped),
            skipped,
            selection.verify(),
            opened.meta().milvusVersion(),
            _ -> ClusterStore.firstId(cluster));
    Estimate estimate =
        estimates.of(
            new Estimates.Planned(
                job,
                cluster,
                cluster.isMadeBy(job.jobId()),
                slots,
                selection,
                opened,
                checked,
                wanted,
                skipped.size(),
                PLAN_EVENTS,
                selection.rbac().isPresent(),
                written));
    return new DryRun(
        collections(targets, opened.meta(), written.plans(), holders, policy),
        found.warnings,
        found.problems,
        estimate);
  }

  private static List<DryRun.Collection> collections(
      List<Target> targets,
      BackupMeta meta,
      List<PlannedCollection> planned,
      Map<Target, Destinations.Holder> holders,
      ConflictPolicy policy) {
    Map<String, PlannedCollection> plans =
        planned.stream()
            .collect(Collectors.toMap(plan -> plan.target().destination(), Function.identity()));
    Map<String, CollectionMeta> metas = byName(meta);
    return targets.stream()
        .map(
            target ->
                collection(
                    target,
                    Objects.requireNonNull(metas.get(target.source())),
                    Optional.ofNullable(plans.get(target.destination())),
                    conflict(target, Optional.ofNullable(holders.get(target)), policy)))
        .toList();
  }

  private static DryRun.Conflict conflict(
      Target target, Optional<Destinations.Holder> holder, ConflictPolicy policy) {
    if (holder.flatMap(held -> held.reason(target, policy)).isPresent()) {
      return policy == ConflictPolicy.SKIP ? DryRun.Conflict.SKIP : DryRun.Conflict.FAIL;
    }
    return holder.filter(Destinations.Holder::visible).isPresent()
        ? DryRun.Conflict.OVERWRITE
        : DryRun.Conflict.NONE;
  }

  private static Map<String, CollectionMeta> byName(BackupMeta meta) {
    return meta.collections().stream()
        .collect(Collectors.toMap(CollectionMeta::qualifiedName, Function.identity()));
  }

  private static DryRun.Collection collection(
      Target target,
      CollectionMeta meta,
      Optional<PlannedCollection> plan,
      DryRun.Conflict conflict) {
    return new DryRun.Collection(
        target.source(),
        target.destination(),
        plan.map(p -> Long.parseLong(p.objects())).orElse(0L),
        plan.map(p -> Long.parseLong(p.bytes())).orElse(0L),
        meta.rows(),
        meta.partitions().size(),
        meta.segments().count(),
        conflict,
        plan.map(PlannedCollection::sourceDigest).orElse(""));
  }
}
