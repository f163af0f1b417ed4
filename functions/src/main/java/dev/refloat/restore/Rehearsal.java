package dev.refloat.restore;

import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
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
  private final ClusterStore clusters;
  private final Source source;
  private final Destinations destinations;
  private final RbacPlanner rbacPlanner;
  private final PlannedDatabases databases;
  private final PlanDraft draft;
  private final InstantSource clock;

  /**
   * @param draft keeps no file of what it writes
   */
  Rehearsal(
      ClusterStore clusters,
      Source source,
      Destinations destinations,
      RbacPlanner rbacPlanner,
      PlannedDatabases databases,
      PlanDraft draft,
      InstantSource clock) {
    this.clusters = clusters;
    this.source = source;
    this.destinations = destinations;
    this.rbacPlanner = rbacPlanner;
    this.databases = databases;
    this.draft = draft;
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

    DryRun with(List<DryRun.Collection> collections) {
      return new DryRun(collections, warnings, problems);
    }
  }

  DryRun of(Job job, DryRunRequest request) {
    var found = new Found();
    Cluster cluster = cluster(job, request, found);
    return found
        .attempt(() -> source.open(job, cluster))
        .flatMap(opened -> find(job, cluster, request.selection(), opened, found))
        .orElseGet(() -> found.with(List.of()));
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
              Map<Target, DryRun.Conflict> conflicts =
                  conflicts(job, cluster, selection.conflictPolicy(), targets, found);
              found.attempt(
                  () -> rbacPlanner.plan(job, cluster, opened.meta(), selection, targets));
              found.attempt(
                  () -> databases.note(job.jobId(), PlannedDatabases.of(selection, opened.meta())));
              return found.attempt(
                  () ->
                      found.with(
                          planned(job, cluster, selection, opened, targets, conflicts, found)));
            });
  }

  private Map<Target, DryRun.Conflict> conflicts(
      Job job, Cluster cluster, ConflictPolicy policy, List<Target> targets, Found found) {
    if (cluster.isMadeBy(job.jobId())) {
      return Map.of();
    }
    var holders = destinations.holders(cluster.clusterId(), job.run(), targets);
    Map<Target, String> taken = Destinations.taken(holders, policy);
    found.attempt(
        () -> {
          Destinations.refuse(taken, policy);
          return taken;
        });
    return holders.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                held -> conflict(held.getValue(), taken.containsKey(held.getKey()), policy)));
  }

  private static DryRun.Conflict conflict(
      Destinations.Holder holder, boolean taken, ConflictPolicy policy) {
    if (taken) {
      return policy == ConflictPolicy.SKIP ? DryRun.Conflict.SKIP : DryRun.Conflict.FAIL;
    }
    return holder.visible() ? DryRun.Conflict.OVERWRITE : DryRun.Conflict.NONE;
  }

  private List<DryRun.Collection> planned(
      Job job,
      Cluster cluster,
      Selection selection,
      Source.Opened opened,
      List<Target> targets,
      Map<Target, DryRun.Conflict> conflicts,
      Found found) {
    Map<String, Target> wanted =
        Work.of(targets, List.of())
            .without(
                targets.stream()
                    .filter(target -> conflicts.get(target) == DryRun.Conflict.SKIP)
                    .collect(Collectors.toSet()));
    Source.Checked checked =
        source.check(
            opened, wanted.values().stream().map(Target::source).collect(Collectors.toSet()));
    found.warnings.addAll(checked.warnings());
    PlanDraft.Written written =
        draft.write(
            job,
            cluster,
            wanted,
            checked.collections(),
            false,
            List.of(),
            selection.verify(),
            opened.meta().milvusVersion(),
            _ -> ClusterStore.firstId(cluster));
    Map<String, PlannedCollection> plans =
        written.plans().stream()
            .collect(Collectors.toMap(plan -> plan.target().destination(), Function.identity()));
    Map<String, CollectionMeta> metas = byName(opened.meta());
    return targets.stream()
        .map(
            target ->
                collection(
                    target,
                    Objects.requireNonNull(metas.get(target.source())),
                    Optional.ofNullable(plans.get(target.destination())),
                    conflicts.getOrDefault(target, DryRun.Conflict.NONE)))
        .toList();
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
