package dev.refloat.faults;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Copied;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.rbac.User;
import dev.refloat.testing.EmbeddedAws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What has to hold when every job of a seed has ended: what is visible is whole and nothing else is
 * there, nothing is held or open, and each job tells what happened.
 */
final class Checks {
  /** Of a collection that a planner wrote behind the end. */
  private static final String NOT_DONE = "The restore ended before this collection was done.";

  private final World world;
  private final List<Scenario.Ordered> orders;
  private final List<String> problems = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();

  Checks(World world, List<Scenario.Ordered> orders, List<String> observed) {
    this.world = world;
    this.orders = orders;
    problems.addAll(observed);
  }

  List<String> problems() {
    return problems;
  }

  /** How each job ended. */
  List<String> ends() {
    return ends;
  }

  void run() {
    orders.forEach(this::checkJob);
    orders.stream().map(Scenario.Ordered::clusterId).distinct().forEach(this::checkCluster);
  }

  private void checkJob(Scenario.Ordered order) {
    Optional<Job> found = world.wiring.jobs().find(order.jobId());
    if (found.isEmpty()) {
      // Refused before anything was written: the destination was taken.
      problemIf(order.policy().isEmpty(), "there is no job");
      ends.add("collections REFUSED");
      return;
    }
    Job job = found.get();
    List<Outcome> outcomes = world.wiring.jobs().outcomes().all(order.jobId());
    ends.add((order.policy().isEmpty() ? "cluster " : "collections ") + job.status());
    problemIf(!job.status().isTerminal(), "the job is " + job.status());
    problemIf(job.endTime().isEmpty(), "the job has no end");
    boolean all =
        job.currentPlan().filter(p -> p.collections() == outcomes.size()).isPresent()
            && outcomes.stream().allMatch(o -> o.status().isDone())
            && job.hasItsRbac();
    problemIf(
        all ? job.status() == JobStatus.FAILED : job.status() == JobStatus.SUCCESSFUL,
        "the job is " + job.status() + " with " + outcomes);
    checkReason(job, outcomes);
    checkRbac(order, job, outcomes);
    for (Outcome outcome : outcomes) {
      checkOutcome(order, outcome);
      checkLedger(order, outcome);
    }
  }

  /** What a job says that it brought is there, and no hash is left with the job. */
  private void checkRbac(Scenario.Ordered order, Job job, List<Outcome> outcomes) {
    problemIf(
        job.status() == JobStatus.SUCCESSFUL && order.rbac() != (job.rbacRun() > 0),
        "users and roles of run " + job.rbacRun() + ", wanted: " + order.rbac());
    problemIf(
        world.wiring.jobs().rbac().findPlan(order.jobId()).isPresent(),
        "a plan with hashes is left");
    boolean told = world.wiring.jobs().rbac().find(order.jobId()).isPresent();
    problemIf(told != (job.rbacRun() > 0), "the job tells of users and roles: " + told);
    Cluster cluster = world.wiring.clusters().find(order.clusterId()).orElseThrow();
    boolean there = !there(order.clusterId()).isEmpty();
    // Of a job that skipped everything they concern nothing.
    boolean brought =
        job.rbacRun() > 0 && outcomes.stream().anyMatch(o -> o.status() == OutcomeStatus.RESTORED);
    problemIf(
        cluster.status() == ClusterStatus.RUNNING && brought && !there,
        "users and roles are not there");
    problemIf(
        orders.stream().noneMatch(o -> o.clusterId().equals(order.clusterId()) && o.rbac())
            && there,
        "users and roles are there that nobody wanted");
    problemIf(cluster.status() == ClusterStatus.DELETED && there, "a cluster left users and roles");
  }

  /** All of the backup's users or none: they come together. */
  private List<String> there(String clusterId) {
    List<String> users =
        world.wiring.rbac().find(clusterId).rbac().users().stream().map(User::name).toList();
    problemIf(!users.isEmpty() && !users.equals(SmallBackup.USERS), "some users: " + users);
    return users;
  }

  private void checkReason(Job job, List<Outcome> outcomes) {
    List<Outcome> failed =
        outcomes.stream()
            .filter(o -> o.status() == OutcomeStatus.FAILED && o.run() == job.runNumber())
            .toList();
    if (job.status() == JobStatus.SUCCESSFUL) {
      problemIf(!job.reason().isEmpty(), "a successful job says: " + job.reason());
    } else if (job.status() == JobStatus.CANCELED) {
      problemIf(!job.reason().startsWith("Canceled by key-"), "canceled, it says " + job.reason());
    } else if (failed.stream().allMatch(o -> o.reason().equals(NOT_DONE))) {
      // No plan was there when the job ended; a late planner wrote them.
      problemIf(job.reason().isEmpty(), "a failed job does not say why");
    } else {
      String begin = "%d of %d collections failed: ".formatted(failed.size(), outcomes.size());
      problemIf(!job.reason().startsWith(begin), "the job says: " + job.reason());
      problemIf(
          failed.stream().limit(5).anyMatch(o -> !job.reason().contains(o.reason())),
          "the job does not say why each failed: " + job.reason());
    }
  }

  private void checkOutcome(Scenario.Ordered order, Outcome outcome) {
    String who = outcome.name() + " ";
    switch (outcome.status()) {
      case RESTORED -> {
        problemIf(!outcome.reason().isEmpty(), who + "is restored, but says " + outcome.reason());
        problemIf(outcome.replaces().isPresent(), who + "still has what it replaced");
        problemIf(
            !outcome.verified().startsWith(outcome.objectsTotal() + " objects, "),
            who + "was verified as: " + outcome.verified());
      }
      case FAILED, CANCELED ->
          problemIf(outcome.reason().isEmpty(), who + "was given up and does not say why");
      case SKIPPED ->
          problemIf(
              outcome.reason().isEmpty() || order.policy().isEmpty(),
              who + "is skipped: " + outcome);
      default -> problems.add(who + "is " + outcome.status() + " in a job that ended");
    }
  }

  private void checkCopied(Outcome outcome, Copied copied) {
    boolean all = copied.equals(new Copied(outcome.objectsTotal(), outcome.bytesTotal()));
    problemIf(
        outcome.status() == OutcomeStatus.RESTORED && !all,
        outcome.name() + " is restored with other counters than its plan: " + copied);
    problemIf(
        copied.objects() > outcome.objectsTotal() || copied.bytes() > outcome.bytesTotal(),
        outcome.name() + " has more than its plan: " + copied);
  }

  /** Each batch of what is restored is in the ledger; what failed has no upload there. */
  private void checkLedger(Scenario.Ordered order, Outcome outcome) {
    Table jobs = new Table(EmbeddedAws.dynamoDb(), world.settings.jobsTable());
    String pk = "JOB#" + order.jobId();
    String prefix = "DONE#" + outcome.attempt() + "#" + outcome.collection() + "#";
    List<Item> shards = jobs.query(pk, prefix);
    checkCopied(
        outcome,
        new Copied(
            shards.stream().mapToLong(shard -> shard.count("objects")).sum(),
            shards.stream().mapToLong(shard -> shard.count("bytes")).sum()));
    if (outcome.status() == OutcomeStatus.RESTORED) {
      long done =
          shards.stream()
              .mapToLong(
                  shard -> Objects.requireNonNull(shard.attributes().get("done")).ns().size())
              .sum();
      long batches = world.batches(order.jobId(), outcome);
      problemIf(
          done != batches, outcome.name() + " has " + done + " of " + batches + " batches done");
    } else {
      jobs.query(pk, "UPLOAD#" + outcome.collection() + "#")
          .forEach(item -> problems.add("ledger " + item.text("sk")));
    }
  }

  private void checkCluster(String clusterId) {
    Optional<Cluster> found = world.wiring.clusters().find(clusterId);
    if (found.isEmpty()) {
      problems.add("there is no cluster");
      return;
    }
    Cluster cluster = found.get();
    List<CatalogueEntry> visible = world.wiring.catalogue().list(clusterId);
    checkStatus(cluster, !visible.isEmpty());
    checkVisible(visible);
    checkRows(clusterId, visible);
    checkFiles(clusterId, visible);
  }

  private void checkStatus(Cluster cluster, boolean anything) {
    JobStatus maker =
        world.wiring.jobs().find(cluster.restoreJobId()).map(Job::status).orElseThrow();
    boolean lives = anything || maker == JobStatus.SUCCESSFUL;
    ClusterStatus expected = lives ? ClusterStatus.RUNNING : ClusterStatus.DELETED;
    problemIf(
        cluster.status() != expected,
        "the cluster is " + cluster.status() + ", but its job is " + maker);
    boolean held =
        new Table(EmbeddedAws.dynamoDb(), world.settings.clustersTable())
            .find("PROJECT#" + cluster.projectId(), "NAME#" + cluster.clusterName())
            .isPresent();
    problemIf(held != lives, "the cluster's name is " + (held ? "" : "not ") + "taken");
  }

  /**
   * Each name has the collection of the last job that restored it, as those jobs tell; or that
   * which was there before, which is of the first job.
   */
  private void checkVisible(List<CatalogueEntry> visible) {
    Map<String, Set<String>> restored = new HashMap<>();
    for (Scenario.Ordered order : orders) {
      world.wiring.jobs().outcomes().all(order.jobId()).stream()
          .filter(o -> o.status() == OutcomeStatus.RESTORED)
          .forEach(
              o ->
                  restored
                      .computeIfAbsent(o.dbName() + "." + o.name(), n -> new TreeSet<>())
                      .add(o.collectionId()));
    }
    Map<String, String> there = new TreeMap<>();
    visible.forEach(e -> there.put(e.dbName() + "." + e.collectionName(), e.collectionId()));
    problemIf(
        !there.keySet().equals(restored.keySet()),
        "visible are " + there.keySet() + ", restored " + restored.keySet());
    there.forEach(
        (name, id) ->
            problemIf(
                !restored.getOrDefault(name, Set.of()).contains(id),
                name + " is visible, but nobody restored it"));
  }

  private void checkRows(String clusterId, List<CatalogueEntry> visible) {
    Table table = new Table(EmbeddedAws.dynamoDb(), world.settings.clustersTable());
    Set<String> ids =
        visible.stream().map(CatalogueEntry::collectionId).collect(Collectors.toSet());
    for (Item name : table.query("CLUSTER#" + clusterId, "NAME#")) {
      problemIf(name.has("pending"), name.text("sk") + " is held by a job that has ended");
      problemIf(!name.has("current"), name.text("sk") + " is there without a collection");
    }
    Set<String> databases =
        visible.stream().map(entry -> "DATABASE#" + entry.dbName()).collect(Collectors.toSet());
    for (Item row : table.query("CLUSTER#" + clusterId, "DATABASE#")) {
      problemIf(
          !databases.remove(row.text("sk")), row.text("sk") + " is there without a collection");
    }
    databases.forEach(missing -> problems.add("a collection is visible without " + missing));
    for (Item row : table.query("CLUSTER#" + clusterId, "COLLECTION#")) {
      if (!ids.contains(row.text("sk").substring("COLLECTION#".length()))) {
        problems.add("row " + row.text("sk"));
      }
    }
  }

  private void checkFiles(String clusterId, List<CatalogueEntry> visible) {
    var files = new Files(world, clusterId);
    List<SmallBackup> sources = orders.stream().map(Scenario.Ordered::content).distinct().toList();
    var expected = new TreeMap<String, SmallBackup.Stored>();
    for (CatalogueEntry entry : visible) {
      expected.putAll(Files.expected(entry, sources));
      files.missing(entry, sources).forEach(key -> problems.add("visible without " + key));
    }
    files.different(expected).forEach(key -> problems.add("other bytes in " + key));
    files.sizes().keySet().stream()
        .filter(key -> !expected.containsKey(key))
        .forEach(key -> problems.add("surplus: " + key));
    files.openUploads().forEach(key -> problems.add("open upload: " + key));
  }

  private void problemIf(boolean wrong, String what) {
    if (wrong) {
      problems.add(what);
    }
  }
}
