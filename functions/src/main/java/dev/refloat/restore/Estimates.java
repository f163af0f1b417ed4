package dev.refloat.restore;

import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.Database;
import dev.refloat.copy.S3Writes;
import dev.refloat.estimate.CollectionSize;
import dev.refloat.estimate.CollectionSize.Replaced;
import dev.refloat.estimate.Estimate;
import dev.refloat.estimate.Prices;
import dev.refloat.estimate.RestoreSize;
import dev.refloat.estimate.RestoreSize.Request;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.platform.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a run will take, from what planning it has found out. */
final class Estimates {
  private final Speed speed;
  private final Estimate.Place place;
  private final Prices prices;
  private final CollectionNames names;
  private final Catalogue catalogue;
  private final JobRequests requests;
  private final InstantSource clock;

  Estimates(
      Speed speed,
      Estimate.Place place,
      Prices prices,
      CollectionNames names,
      Catalogue catalogue,
      JobRequests requests,
      InstantSource clock) {
    this.speed = speed;
    this.place = place;
    this.prices = prices;
    this.names = names;
    this.catalogue = catalogue;
    this.requests = requests;
    this.clock = clock;
  }

  /**
   * What a plan is made of.
   *
   * @param isNew whether the job makes its cluster
   * @param slots whether only so many may run at once
   * @param wanted by number in the plan
   * @param skipped collections that are left as they are, in this run
   * @param events that tell of the plan
   * @param rbac whether users and roles are restored
   */
  record Planned(
      Job job,
      Cluster cluster,
      boolean isNew,
      boolean slots,
      Selection selection,
      Source.Opened opened,
      Source.Checked checked,
      Map<String, Target> wanted,
      int skipped,
      int events,
      boolean rbac,
      PlanDraft.Written written) {}

  Estimate of(Planned plan) {
    return Estimate.of(size(plan), place, speed.rates(), prices);
  }

  private RestoreSize size(Planned plan) {
    return new RestoreSize(
        request(plan),
        plan.isNew(),
        plan.slots(),
        plan.rbac(),
        planning(plan),
        plan.skipped(),
        emptyDatabases(plan),
        collections(plan));
  }

  private Request request(Planned plan) {
    Job job = plan.job();
    if (job.runNumber() > 1) {
      return Request.OF_RETRY;
    }
    byte[] selection = Json.bytes(plan.selection());
    int slices = requests.create(job.jobId(), selection, clock.instant()).size();
    return plan.isNew()
        ? new Request(Request.Kind.NEW_CLUSTER, slices, 0)
        : new Request(
            Request.Kind.COLLECTIONS,
            slices,
            RestoreCollections.reserved(plan.opened().backup(), plan.selection()));
  }

  private static RestoreSize.Plan planning(Planned plan) {
    S3Writes.Sent sent = plan.written().sent();
    return new RestoreSize.Plan(
        MetaReader.requests(plan.opened().meta()),
        plan.checked().lists(),
        sent.puts(),
        sent.uploads(),
        sent.parts(),
        plan.events());
  }

  /** Each collection that the job wants has an outcome at its end, and its database with it. */
  private static long emptyDatabases(Planned plan) {
    Set<String> made =
        plan.selection().targets(plan.opened().meta().names()).stream()
            .map(Target::dbName)
            .collect(Collectors.toSet());
    return PlannedDatabases.of(plan.selection(), plan.opened().meta()).stream()
        .map(Database::dbName)
        .filter(name -> !made.contains(name))
        .count();
  }

  private List<CollectionSize> collections(Planned plan) {
    List<CollectionSize> sizes = plan.written().sizes();
    if (plan.isNew() || plan.selection().conflictPolicy() != ConflictPolicy.OVERWRITE) {
      return sizes;
    }
    Map<String, Replaced> replaced = replaced(plan.cluster(), plan.wanted().values());
    var all = new ArrayList<CollectionSize>();
    List<PlannedCollection> plans = plan.written().plans();
    for (int i = 0; i < plans.size(); i++) {
      Replaced old = replaced.get(plans.get(i).target().destination());
      all.add(old == null ? sizes.get(i) : sizes.get(i).replacing(old));
    }
    return all;
  }

  /** By the destination whose place is taken. */
  private Map<String, Replaced> replaced(Cluster cluster, Collection<Target> wanted) {
    Map<String, CollectionNames.Name> present = names.all(cluster.clusterId());
    var ids = new HashMap<String, String>();
    for (Target target : wanted) {
      CollectionNames.Name name = present.get(target.destination());
      if (name != null) {
        name.current().ifPresent(id -> ids.put(target.destination(), id));
      }
    }
    Map<String, Catalogue.Stored> stored = catalogue.stored(cluster.clusterId(), ids.values());
    var replaced = new HashMap<String, Replaced>();
    ids.forEach(
        (destination, id) ->
            replaced.put(destination, replaced(Optional.ofNullable(stored.get(id)))));
    return replaced;
  }

  private static Replaced replaced(Optional<Catalogue.Stored> stored) {
    return stored
        .map(
            row ->
                new Replaced(row.files().insertLogs(), row.files().deltaLogs(), row.hasManifest()))
        .orElseGet(() -> new Replaced(0, 0, false));
  }
}
