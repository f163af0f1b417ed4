package dev.refloat.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An object that the meta says a backup has.
 *
 * @param collection the collection's place in the meta
 */
record ExpectedObject(
    int collection, LogKind kind, long partitionId, long segmentId, LogMeta log, String key) {

  /** Those of all collections, in the order in which S3 lists them. */
  static List<ExpectedObject> of(BackupMeta meta, BackupLayout layout) {
    List<ExpectedObject> expected = new ArrayList<>();
    for (int i = 0; i < meta.collections().size(); i++) {
      int index = i;
      CollectionMeta collection = meta.collections().get(i);
      collection.segments().forEach(s -> add(expected, index, collection, s, layout));
    }
    // All keys have one prefix and go on in ASCII, where the order of Java is that of S3.
    expected.sort(Comparator.comparing(ExpectedObject::key));
    return expected;
  }

  private static void add(
      List<ExpectedObject> expected,
      int index,
      CollectionMeta collection,
      SegmentMeta segment,
      BackupLayout layout) {
    long id = collection.collectionId();
    for (LogMeta log : segment.insertLogs()) {
      String key = layout.insertLog(id, segment, log);
      expected.add(of(index, LogKind.INSERT, segment, log, key));
    }
    for (LogMeta log : segment.deltaLogs()) {
      String key = layout.deltaLog(id, segment, log);
      expected.add(of(index, LogKind.DELTA, segment, log, key));
    }
  }

  private static ExpectedObject of(
      int index, LogKind kind, SegmentMeta segment, LogMeta log, String key) {
    return new ExpectedObject(index, kind, segment.partitionId(), segment.segmentId(), log, key);
  }

  SourceObject found(String eTag) {
    return new SourceObject(
        kind, partitionId, segmentId, log.fieldId(), log.logId(), key, log.size(), eTag);
  }
}
