package dev.refloat.faults;

import dev.refloat.cluster.Cluster;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Operation;
import dev.refloat.restore.CollectionStatus;
import dev.refloat.restore.ConflictPolicy;
import dev.refloat.restore.Load;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.RestoreCollectionRequest;
import dev.refloat.restore.RestoreVersionPolicy;
import dev.refloat.restore.Selection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a seed plays: a backup restored into a new cluster, or one or two restores of collections
 * into a cluster that runs, under faults, sometimes aborted.
 */
final class Scenario {
  /** Of the turns in which a run of the usual length is aborted. */
  private static final int TURNS = 350;

  private static final int TURNS_BETWEEN_LOOKS = 40;

  /** Shares of the requests that fail, and of the calls that something becomes of; mostly fewer. */
  private static final double MOST_REQUESTS = 0.4;

  private static final double MOST_CALLS = 0.4;

  private static final List<ConflictPolicy> POLICIES = List.of(ConflictPolicy.values());

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
   */
  record Ordered(
      String jobId, String clusterId, SmallBackup content, Optional<ConflictPolicy> policy) {}

  private Scenario(World world, long seed, Map<String, Integer> counts) {
    this.world = world;
    random = new SplittableRandom(seed);
    double share = random.nextDouble() * random.nextDouble() * MOST_REQUESTS;
    double fates = random.nextDouble() * random.nextDouble() * MOST_CALLS;
    Optional<Ordered> cluster = random.nextInt(5) < 3 ? Optional.empty() : Optional.of(prepare());
    played = new Played(world, seed, share, fates, counts);
    cluster.ifPresentOrElse(
        this::orderCollections, () -> orders.add(orderCluster(world, played, backup())));
    if (random.nextInt(4) == 0) {
      played.executions().abortAt(random.nextInt(TURNS));
    }
    observer = new Observer(world, orders);
    observer.look();
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
    var checks = new Checks(world, orders, observer.problems());
    checks.run();
    return new Report(checks.problems(), played.trace(), checks.ends());
  }

  private World.Backed backup() {
    return world.backups.get(1 + random.nextInt(world.backups.size() - 1));
  }

  /** A new cluster of a whole backup. */
  static Ordered orderCluster(World world, Played played, World.Backed backup) {
    Operation operation = operation();
    played.order("", operation, o -> restoreCluster(world, backup, o));
    return new Ordered(
        operation.jobId(), operation.clusterId(), backup.content(), Optional.empty());
  }

  /** A cluster that runs, with two collections; restored without faults. */
  private Ordered prepare() {
    var calm = new Played(world, 0, 0, 0, new HashMap<>());
    Ordered order = orderCluster(world, calm, world.backups.getFirst());
    calm.play(() -> {});
    return order;
  }

  private static Object restoreCluster(World world, World.Backed backup, Operation operation) {
    return world
        .wiring
        .restoreCluster()
        .start(
            new RestoreClusterRequest(
                World.SOURCE,
                backup.record().backupId(),
                World.PROJECT,
                operation.clusterId(),
                1,
                CollectionStatus.KEEP,
                RestoreVersionPolicy.LATEST),
            "key-1",
            operation);
  }

  private void orderCollections(Ordered cluster) {
    orders.add(cluster);
    for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
      World.Backed backup = backup();
      ConflictPolicy policy = POLICIES.get(random.nextInt(POLICIES.size()));
      var request =
          new RestoreCollectionRequest(
              World.SOURCE,
              backup.record().backupId(),
              cluster.clusterId(),
              selection(backup, policy));
      Operation operation = operation();
      orders.add(
          new Ordered(
              operation.jobId(), cluster.clusterId(), backup.content(), Optional.of(policy)));
      played.order(
          "o" + i + " ",
          operation,
          o -> world.wiring.restoreCollections().start(request, target(cluster), "key-1", o));
    }
  }

  private Cluster target(Ordered cluster) {
    return world.wiring.clusters().find(cluster.clusterId()).orElseThrow();
  }

  /** Some of the collections, under names of which the cluster may have some. */
  private Selection selection(World.Backed backup, ConflictPolicy policy) {
    List<Selection.Wanted> wanted =
        IntStream.range(0, backup.content().collections().size())
            .filter(i -> i == 0 || random.nextInt(3) > 0)
            .mapToObj(
                i ->
                    new Selection.Wanted(
                        SmallBackup.name(i),
                        // c0 and c1 are there; FAIL mostly wants others.
                        policy == ConflictPolicy.FAIL && random.nextInt(8) > 0
                            ? "new" + i
                            : SmallBackup.name(i),
                        Load.LOADED))
            .toList();
    return new Selection(
        List.of(new Selection.Database("default", "default", wanted)), Load.UNLOADED, policy);
  }

  private static Operation operation() {
    return new Operation(Ids.random(25), Scenario::hash);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
