package dev.refloat.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.BackupLayout;
import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.BackupRegistrar;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.LogKind;
import dev.refloat.backup.LogMeta;
import dev.refloat.backup.MetaCheck;
import dev.refloat.backup.MetaReader;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.backup.SourceObject;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.copy.PlannedObject;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a meta says: it is refused in words of ours, or every key that follows from it is below
 * the backup's prefix and the cluster's.
 *
 * <p>{@code -Drefloat.seed} plays one seed again.
 */
final class MetaMutationTest {
  private static final int RUNS = 500;

  /** One in so many is registered too, which takes as long as all the rest. */
  private static final int REGISTERED = 5;

  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Twenty findings in full, and what is said around them. */
  private static final int LONGEST_REASON = 12_000;

  private static final int LONGEST_KEY = 1_024;
  private static final int SHOWN = 3;

  /** A name of a class or a package, or a line of a stack trace. */
  private static final Pattern INTERNAL =
      Pattern.compile("(java|jackson|refloat)\\.[a-z]|Exception|\\(.*\\.java");

  private static final Pattern KEY_PART = Pattern.compile("[A-Za-z0-9._-]+");

  private static final List<Map<String, byte[]>> METAS =
      Stream.of(
              SampleShape.ODD_JSON,
              SampleShape.EVERY_FIELD,
              SampleShape.UNGROUPED,
              SampleShape.LEVEL_FILES,
              SampleShape.GROUPED_LEVEL_FILES,
              SampleShape.PACKED,
              SampleShape.MANY_USERS,
              SampleShape.EMPTY)
          .map(MetaFiles::of)
          .toList();

  private static final Cluster CLUSTER =
      new Cluster(
          "in01-new",
          "proj-1234",
          "new",
          "",
          "us-east-1",
          1,
          ClusterStatus.RESTORE_BACKUP,
          Samples.START,
          "2.6",
          "job-1");

  private final BackupStore store =
      new BackupStore(EmbeddedAws.dynamoDb(), EmbeddedAws.newTable().name());

  static LongStream seeds() {
    Long seed = Long.getLong("refloat.seed");
    return seed == null
        ? LongStream.range(0, (long) RUNS * Integer.getInteger("refloat.runs", 1))
        : LongStream.of(seed);
  }

  @Test
  void aMutatedMetaIsRefusedOrPlanned() {
    var ends = new TreeMap<End, Integer>();
    var failures = new TreeMap<Long, Throwable>();
    for (long seed : seeds().toArray()) {
      Instant start = Instant.now();
      try {
        ends.merge(end(seed), 1, Integer::sum);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST);
      } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
        failures.put(seed, e);
      }
    }
    failures.values().stream().limit(SHOWN).forEach(Throwable::printStackTrace);
    assertThat(failures).as("failures by seed").isEmpty();
    if (Long.getLong("refloat.seed") == null) {
      assertThat(ends).containsKeys(End.values());
    }
  }

  private enum End {
    REFUSED,
    PLANNED
  }

  private End end(long seed) {
    try {
      play(seed);
      return End.PLANNED;
    } catch (Refused e) {
      assertClear(e, seed);
      return End.REFUSED;
    }
  }

  private void play(long seed) {
    var random = new SplittableRandom(seed);
    Map<String, byte[]> files = METAS.get(random.nextInt(METAS.size()));
    boolean isWhole = files.containsKey("meta/full_meta.json");
    List<String> names = isWhole ? List.of("meta/full_meta.json") : List.copyOf(files.keySet());
    String name = names.get(random.nextInt(names.size()));
    byte[] mutated = new MetaMutation(random).of(requireNonNull(files.get(name)));
    var reader = new MetaReader(MetaFiles.with(files, name, mutated));
    BackupMeta meta = reader.read(MetaFiles.LOCATION);
    if (seed % REGISTERED == 0) {
      register(reader, seed);
    }
    MetaCheck.check(meta).refuseProblems();
    plan(meta, seed);
  }

  private void register(MetaReader reader, long seed) {
    String cluster = "in01-" + seed;
    new BackupRegistrar(reader, store, "2.6")
        .register(MetaFiles.LOCATION, cluster, "proj-1234", Optional.empty(), Optional.empty());
  }

  private static void plan(BackupMeta meta, long seed) {
    var layout = new BackupLayout(MetaFiles.LOCATION);
    Map<String, CollectionMeta> byName =
        meta.collections().stream()
            .collect(Collectors.toMap(CollectionMeta::qualifiedName, c -> c));
    var keys = new TreeMap<String, String>();
    long nextId = 1000;
    for (Target target : Selection.everything(Load.KEEP, Verify.FILES).targets(meta.names())) {
      CollectionMeta collection = requireNonNull(byName.get(target.source()));
      var objects = new CollectionObjects(collection, objects(layout, collection));
      var ids = new NewIds(collection, nextId);
      nextId += NewIds.needed(collection);
      var destination = new Destination(CLUSTER, objects, target, ids, meta.milvusVersion());
      assertThat(Json.bytes(destination.entry())).isNotEmpty();
      for (PlannedObject object : destination.objects(_ -> {}).toList()) {
        assertThat(keys.put(object.destination(), object.source()))
            .as("seed %d: %s twice", seed, object.destination())
            .isNull();
      }
    }
    Set<String> sources = new HashSet<>();
    keys.forEach(
        (destination, source) -> {
          assertKey(destination, CLUSTER.clusterId(), seed);
          assertKey(source, MetaFiles.LOCATION.key("binlogs"), seed);
          assertThat(sources.add(source)).as("seed %d: %s twice", seed, source).isTrue();
        });
  }

  private static List<SourceObject> objects(BackupLayout layout, CollectionMeta collection) {
    var objects = new ArrayList<SourceObject>();
    long id = collection.collectionId();
    for (SegmentMeta segment : collection.segments().toList()) {
      segment
          .insertLogs()
          .forEach(
              log ->
                  objects.add(
                      object(LogKind.INSERT, segment, log, layout.insertLog(id, segment, log))));
      segment
          .deltaLogs()
          .forEach(
              log ->
                  objects.add(
                      object(LogKind.DELTA, segment, log, layout.deltaLog(id, segment, log))));
    }
    return objects;
  }

  private static SourceObject object(LogKind kind, SegmentMeta segment, LogMeta log, String key) {
    return new SourceObject(
        kind,
        segment.partitionId(),
        segment.segmentId(),
        log.fieldId(),
        log.logId(),
        key,
        log.size(),
        "\"e\"");
  }

  private static void assertKey(String key, String prefix, long seed) {
    assertThat(key).as("seed %d", seed).startsWith(prefix + "/");
    assertThat(key.length()).as("seed %d", seed).isLessThanOrEqualTo(LONGEST_KEY);
    for (String part : key.split("/", -1)) {
      assertThat(part)
          .as("seed %d: %s", seed, key)
          .matches(KEY_PART)
          .isNotEqualTo(".")
          .isNotEqualTo("..");
    }
  }

  private static void assertClear(Refused refused, long seed) {
    String reason = refused.reason();
    assertThat(reason.length()).as("seed %d", seed).isBetween(20, LONGEST_REASON);
    assertThat(INTERNAL.matcher(reason).find()).as("seed %d: %s", seed, reason).isFalse();
    assertThat(reason.chars().noneMatch(Character::isISOControl))
        .as("seed %d: %s", seed, reason)
        .isTrue();
  }
}
