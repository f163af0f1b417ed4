package dev.refloat.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.cluster.Cluster;
import dev.refloat.job.Job;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.RbacConflict;
import dev.refloat.restore.ConflictPolicy;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.RestoreCollectionRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What a seed plays: a backup restored into a new cluster, or one or two restores of collections
 * into a cluster that runs, under faults, sometimes aborted.
 */
final class Scenario {
  /** Of the turns in which a run of the usual length is aborted. */
  private static final int TURNS = 250;

  private static final int TURNS_BETWEEN_LOOKS = 40;

  /** Shares of the requests that fail, and of the calls that something becomes of; mostly fewer. */
  private static final double MOST_REQUESTS = 0.4;

  private static final double MOST_CALLS = 0.4;

  private static final List<ConflictPolicy> POLICIES = List.of(ConflictPolicy.values());
  private static final List<RbacConflict> CONFLICTS = List.of(RbacConflict.values());

  private final World world;
  private final SplittableRandom random;
  private final Played played;
  private final List<Ordered> orders = new ArrayList<>();
  private final Observer observer;

  /**
   * A restore that was asked for.
   *
   * @param content of the backup
   * @param policy absent where a new cluster was asked for
   * @param rbac whether users and roles are wanted too
   */
  record Ordered(
      String jobId,
      String clusterId,
      SmallBackup content,
      Optional<ConflictPolicy> policy,
      boolean rbac) {}

  private Scenario(World world, long seed, Map<String, Integer> counts) {
    this.world = world;
    random = new SplittableRandom(seed);
    double share = random.nextDouble() * random.nextDouble() * MOST_REQUESTS;
    double fates = random.nextDouble() * random.nextDouble() * MOST_CALLS;
    Optional<Ordered> cluster = random.nextInt(5) < 3 ? Optional.empty() : Optional.of(prepare());
    played = new Played(world, seed, share, fates, counts);
    cluster.ifPresentOrElse(
        this::orderCollections,
        () -> orders.add(orderCluster(world, played, backup(), random.nextBoolean())));
    if (random.nextInt(4) == 0) {
      played.executions().abortAt(random.nextInt(TURNS));
    }
    orders.stream()
        .filter(order -> isPlayed(order, cluster))
        .forEach(this::mayBeCanceledAndRetried);
    observer = new Observer(world, orders);
    observer.look();
  }

  /** The cluster that ran before was restored by a job that is over. */
  private static boolean isPlayed(Ordered order, Optional<Ordered> before) {
    return before.filter(order::equals).isEmpty();
  }

  /** Perhaps more than once, and at the same time. */
  private void mayBeCanceledAndRetried(Ordered order) {
    for (int i = random.nextInt(2) * random.nextInt(3); i > 0; i--) {
      played.ask(
          orders.indexOf(order) + "c" + i + " Cancel",
          random.nextInt(2 * TURNS),
          () -> world.wiring.cancelJob().cancel(job(order), "key-2"));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String id = operation().orderId();
      played.ask(
          orders.indexOf(order) + "r" + i + " Retry",
          random.nextInt(4 * TURNS),
          () -> world.wiring.retryJob().retry(job(order), id, "key-3"));
    }
  }

  private Job job(Ordered order) {
    return world
        .wiring
        .jobs()
        .find(order.jobId())
        .orElseThrow(() -> new Refused(ErrorCode.JOB_NOT_FOUND, "There is no such job."));
  }

  /**
   * What came of a seed.
   *
   * @param problems in words; empty where all is as it has to be
   * @param trace what happened, in order
   * @param ends how each job ended
   */
  record Report(List<String> problems, List<String> trace, List<String> ends) {}

  static Report play(World world, long seed, Map<String, Integer> counts) {
    return new Scenario(world, seed, counts).play();
  }

  private Report play() {
    played.play(
        () -> {
          if (random.nextInt(TURNS_BETWEEN_LOOKS) == 0) {
            observer.look();
          }
        });
    observer.look();
    countLate();
    played.sweep();
    observer.look();
    var checks = new Checks(world, orders, observer.problems());
    checks.run();
    // The first job of a cluster that ran before was restored without faults.
    List<String> ends = checks.ends();
    return new Report(
        checks.problems(), played.trace(), ends.subList(orders.size() > 1 ? 1 : 0, ends.size()));
  }

  /** That there is something to sweep shows that calls wrote behind the end of their job. */
  private void countLate() {
    var before = new Checks(world, orders, List.of());
    before.run();
    if (!before.problems().isEmpty()) {
      played.count("seeds with something to sweep");
    }
  }

  private World.Backed backup() {
    return world.backups.get(1 + random.nextInt(world.backups.size() - 1));
  }

  /** A new cluster of a whole backup. */
  static Ordered orderCluster(World world, Played played, World.Backed backup, boolean rbac) {
    Operation operation = operation();
    played.order("", operation, o -> restoreCluster(world, backup, rbac, o));
    return new Ordered(
        operation.jobId(), operation.clusterId(), backup.content(), Optional.empty(), rbac);
  }

  /** A cluster that runs, with two collections; restored without faults. */
  private Ordered prepare() {
    var calm = new Played(world, 0, 0, 0, new HashMap<>());
    Ordered order = orderCluster(world, calm, world.backups.getFirst(), false);
    calm.play(() -> {});
    calm.sweep();
    return order;
  }

  private static Object restoreCluster(
      World world, World.Backed backup, boolean rbac, Operation operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("projectId", World.PROJECT).put("clusterName", operation.clusterId());
    body.put("cuSize", 1).put("collectionStatus", "KEEP").put("includeRbac", rbac);
    return world
        .wiring
        .restoreCluster()
        .start(
            RestoreClusterRequest.parse(World.SOURCE, backup.record().backupId(), body),
            backup.record(),
            "key-1",
            operation);
  }

  private void orderCollections(Ordered cluster) {
    orders.add(cluster);
    for (Operation operation : operations(random.nextInt(3) == 0 ? 2 : 1)) {
      String name = "o" + orders.size() + " ";
      World.Backed backup = backup();
      ConflictPolicy policy = POLICIES.get(random.nextInt(POLICIES.size()));
      ObjectNode body = wanted(backup, policy).put("destClusterId", cluster.clusterId());
      boolean rbac = random.nextBoolean();
      if (rbac) {
        RbacConflict conflict = CONFLICTS.get(random.nextInt(CONFLICTS.size()));
        body.put("includeRbac", true).put("rbacConflict", conflict.name());
      }
      var request = RestoreCollectionRequest.parse(World.SOURCE, backup.record().backupId(), body);
      orders.add(
          new Ordered(
              operation.jobId(), cluster.clusterId(), backup.content(), Optional.of(policy), rbac));
      played.order(
          name,
          operation,
          o ->
              world
                  .wiring
                  .restoreCollections()
                  .start(request, backup.record(), target(cluster), "key-1", o));
    }
  }

  private Cluster target(Ordered cluster) {
    return world.wiring.clusters().find(cluster.clusterId()).orElseThrow();
  }

  /** Some of the collections, under names of which the cluster may have some. */
  private ObjectNode wanted(World.Backed backup, ConflictPolicy policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("conflictPolicy", policy.name());
    ArrayNode collections = body.putArray("dbCollections").addObject().putArray("collections");
    for (int i = 0; i < backup.content().collections().size(); i++) {
      if (i == 0 || random.nextInt(3) > 0) {
        // c0 and c1 are there; FAIL mostly wants others.
        boolean other = policy == ConflictPolicy.FAIL && random.nextInt(8) > 0;
        collections
            .addObject()
            .put("collectionName", SmallBackup.name(i))
            .put("destCollectionName", other ? "new" + i : SmallBackup.name(i));
      }
    }
    return body;
  }

  /** Jobs that are due together come in the order of their ids: it is the same in each play. */
  private static List<Operation> operations(int count) {
    return Stream.generate(Scenario::operation)
        .limit(count)
        .sorted(Comparator.comparing(Operation::jobId))
        .toList();
  }

  private static Operation operation() {
    return Operation.begin(Scenario::hash);
  }

  /** As a later call finds it in its claim. */
  static Operation again(Operation operation) {
    return new Operation(operation.token(), Scenario::hash);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
