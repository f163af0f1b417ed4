package dev.refloat.backup;

/**
 * An object that the meta says a backup has.
 *
 * @param collection the collection's place in the meta
 */
record ExpectedObject(
    int collection, LogKind kind, long partitionId, long segmentId, LogMeta log, String key) {
  SourceObject found(String eTag) {
    return new SourceObject(
        kind, partitionId, segmentId, log.fieldId(), log.logId(), key, log.size(), eTag);
  }
}
