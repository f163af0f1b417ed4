package dev.refloat.restore;

import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.LogKind;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.backup.SourceObject;
import dev.refloat.content.LogOpener;
import dev.refloat.content.LogType;
import dev.refloat.content.SegmentLogs;
import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.copy.PlanFiles;
import dev.refloat.copy.S3Output;
import dev.refloat.copy.S3Writes;
import dev.refloat.platform.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes which files of a collection are to be opened: {@code segments.jsonl} with a line per
 * segment and type of log, and {@code checks.jsonl} with a line per batch of them. A line is never
 * split over batches, since its rows are compared when all of its files were opened.
 */
final class ContentPlanner {
  private final int batchFiles;

  /**
   * A planner.
   *
   * @param batchFiles that one call opens at most, but for a segment that has more
   */
  ContentPlanner(int batchFiles) {
    this.batchFiles = batchFiles;
  }

  /**
   * What was written.
   *
   * @param checks batches
   * @param reads of the files in them, at least
   * @param digest SHA-256 of both files in hexadecimal, one behind the other
   */
  record Written(long checks, long reads, String digest) {
    /** Of a collection whose files are not to be opened. */
    static final Written NOTHING = new Written(0, 0, "");
  }

  /** Keeps one segment in memory at a time. */
  Written write(
      S3Writes writes, PlanFiles files, CollectionObjects source, Destination destination) {
    try (var segments = new S3Output(writes, files.bucket(), ContentPlan.segmentsKey(files));
        var checks = new S3Output(writes, files.bucket(), ContentPlan.checksKey(files))) {
      return new Writing(files, source, destination, segments, checks).run();
    }
  }

  private final class Writing {
    private final PlanFiles files;
    private final CollectionObjects source;
    private final Destination destination;
    private final S3Output segments;
    private final S3Output checks;

    /** By id: there can be a million, which a map would hold in three times the room. */
    private final SegmentMeta[] metas;

    private final List<SourceObject> segment = new ArrayList<>();
    private int filesInBatch;
    private long batchStart;
    private long batches;
    private long reads;

    Writing(
        PlanFiles files,
        CollectionObjects source,
        Destination destination,
        S3Output segments,
        S3Output checks) {
      this.files = files;
      this.source = source;
      this.destination = destination;
      this.segments = segments;
      this.checks = checks;
      this.metas =
          source
              .meta()
              .segments()
              .sorted(Comparator.comparingLong(SegmentMeta::segmentId))
              .toArray(SegmentMeta[]::new);
    }

    /** Objects come in key order, in which those of a segment and type follow each other. */
    Written run() {
      @Nullable SourceObject previous = null;
      for (SourceObject object : source.objects()) {
        if (previous != null && !isOfOneLine(previous, object)) {
          endSegment();
        }
        segment.add(object);
        previous = object;
      }
      endSegment();
      endBatch();
      String digest =
          HexFormat.of().formatHex(segments.finish()) + HexFormat.of().formatHex(checks.finish());
      return new Written(batches, reads, digest);
    }

    private static boolean isOfOneLine(SourceObject a, SourceObject b) {
      return a.kind() == b.kind()
          && a.partitionId() == b.partitionId()
          && a.segmentId() == b.segmentId();
    }

    private void endSegment() {
      if (segment.isEmpty()) {
        return;
      }
      if (filesInBatch > 0 && filesInBatch + segment.size() > batchFiles) {
        endBatch();
      }
      segments.line(Json.bytes(line()));
      filesInBatch += segment.size();
      reads += segment.stream().mapToLong(object -> LogOpener.reads(object.size())).sum();
      segment.clear();
    }

    private SegmentLogs line() {
      SourceObject first = segment.getFirst();
      SegmentMeta meta = meta(first.segmentId());
      return new SegmentLogs(
          first.kind() == LogKind.INSERT ? LogType.INSERT : LogType.DELETE,
          source.meta().collectionId(),
          first.partitionId(),
          first.segmentId(),
          meta.storageVersion(),
          meta.rows(),
          withoutTail(first.key(), first),
          withoutTail(destination.key(first), first),
          segment.stream().map(o -> new Log(o.fieldId(), tail(o), o.size())).toList());
    }

    private SegmentMeta meta(long id) {
      int from = 0;
      int to = metas.length - 1;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (metas[middle].segmentId() < id) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return metas[from];
    }

    private void endBatch() {
      if (filesInBatch == 0) {
        return;
      }
      long end = segments.written();
      checks.line(
          Json.bytes(
              ContentBatch.of(
                  files, ContentPlan.segmentsKey(files), batches, batchStart, end - batchStart)));
      batches++;
      batchStart = end;
      filesInBatch = 0;
    }
  }

  /**
   * What layouts of backups and of clusters have in common: the field of an insert log, the log.
   */
  private static String tail(SourceObject object) {
    return object.kind() == LogKind.INSERT
        ? object.fieldId() + "/" + object.logId()
        : object.logId();
  }

  private static String withoutTail(String key, SourceObject object) {
    String tail = tail(object);
    if (!key.endsWith("/" + tail)) {
      throw new IllegalStateException("A key does not end as its log is called: " + key);
    }
    return key.substring(0, key.length() - tail.length());
  }
}
