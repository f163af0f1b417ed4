package dev.refloat.restore;

import dev.refloat.backup.BackupLayout;
import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.ConsistencyLevel;
import dev.refloat.backup.LoadState;
import dev.refloat.backup.LogKind;
import dev.refloat.backup.LogMeta;
import dev.refloat.backup.PartitionMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.backup.SourceObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Collections whose ids are unique and otherwise as odd as a meta can have them. */
final class AnyCollection {
  private static final BackupLayout LAYOUT = new BackupLayout(new BackupLocation("bucket", "p/b"));

  private AnyCollection() {}

  static CollectionMeta of(SplittableRandom random) {
    List<PartitionMeta> partitions = new ArrayList<>();
    List<SegmentMeta> deletes = new ArrayList<>();
    List<Long> ids = List.of(9L, 10L, 100L, 95L, 11L);
    for (int p = 0; p < ids.size(); p++) {
      long partition = ids.get(p);
      List<SegmentMeta> segments = new ArrayList<>();
      for (int s = random.nextInt(5); s > 0; s--) {
        segments.add(segment(random, partition, 10 * p + s));
      }
      partitions.add(
          new PartitionMeta(partition, 1, "p" + partition, LoadState.LOADED, 0, segments));
    }
    for (int s = random.nextInt(4); s > 0; s--) {
      deletes.add(segment(random, SegmentMeta.ALL_PARTITIONS, 90 + s));
    }
    return new CollectionMeta(
        1,
        "media",
        "any",
        "",
        BackedUp.SCHEMA,
        1,
        ConsistencyLevel.SESSION,
        LoadState.LOADED,
        0,
        0,
        partitions,
        deletes,
        List.of(),
        Map.of(),
        List.of(),
        Map.of());
  }

  /** Of up to four lengths; some are in the folder of the first of their partition. */
  private static SegmentMeta segment(SplittableRandom random, long partition, int number) {
    long id = 1_000 * (7L * number + 10_000_000L / (long) Math.pow(10, random.nextInt(4))) + number;
    long first = number / 10 * 10L + 1;
    var group =
        switch (random.nextInt(3)) {
          case 0 -> OptionalLong.empty();
          case 1 -> OptionalLong.of(id);
          default -> OptionalLong.of(1_000 * (7 * first + 1_000_000) + first);
        };
    boolean isDeletes = partition == SegmentMeta.ALL_PARTITIONS;
    return new SegmentMeta(
        id,
        1,
        partition,
        1,
        1,
        group,
        isDeletes,
        "",
        0,
        isDeletes ? List.of() : logs(random, 98),
        logs(random, LogMeta.NO_FIELD));
  }

  private static List<LogMeta> logs(SplittableRandom random, long field) {
    List<LogMeta> logs = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      long of = field == LogMeta.NO_FIELD ? field : field + i % 3;
      logs.add(new LogMeta(of, Integer.toString(i * 17), i));
    }
    return logs;
  }

  /** In the order of their keys. */
  static List<SourceObject> objects(CollectionMeta meta) {
    List<SourceObject> objects = new ArrayList<>();
    for (SegmentMeta segment : meta.segments().toList()) {
      for (LogMeta log : segment.insertLogs()) {
        String key = LAYOUT.insertLog(meta.collectionId(), segment, log);
        objects.add(object(LogKind.INSERT, segment, log, key));
      }
      for (LogMeta log : segment.deltaLogs()) {
        String key = LAYOUT.deltaLog(meta.collectionId(), segment, log);
        objects.add(object(LogKind.DELTA, segment, log, key));
      }
    }
    objects.sort(Comparator.comparing(SourceObject::key));
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
        "");
  }
}
