package dev.refloat.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.DataLayout;
import dev.refloat.copy.PlanFiles;
import dev.refloat.job.Attempt;
import dev.refloat.job.Outcome;
import dev.refloat.job.Run;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan's {@code collections.jsonl}, and the input of each step of that collection:
 * references only. Numbers are text, because a state machine reads them as floating point.
 *
 * @param collection its number in the plan, five digits
 * @param collectionId the new id
 * @param objects how many
 * @param objectsInRanges how many of them have a multipart upload
 * @param deltaLogs how many of them are logs of deletes
 * @param bytes of all objects
 * @param bucket the work bucket
 * @param prefix of the collection's files in it, ending in a slash
 * @param batches how many
 * @param batchesKey of their list, which is there only where there are several
 * @param batchesAtOnce how many of them go on at the same time, at most
 * @param checks batches of files that are to be opened; 0 where none is
 * @param checksKey of their list, which is not there where there is none
 * @param onlyBatch the input of the one CopyFunction call, where there is exactly one batch
 * @param digest SHA-256 in hex of the collection's files
 * @param sourceDigest SHA-256 in hex of what is to be copied: keys, sizes and ETags in the backup;
 *     empty in a plan that was written before this was noted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedCollection(
    String jobId,
    String collection,
    String sourceDbName,
    String sourceName,
    String clusterId,
    String collectionId,
    String dbName,
    String name,
    String objects,
    String objectsInRanges,
    String deltaLogs,
    String bytes,
    String bucket,
    String prefix,
    String batches,
    String batchesKey,
    String batchesAtOnce,
    String checks,
    String checksKey,
    @Nullable JsonNode onlyBatch,
    String digest,
    String sourceDigest) {

  static final String ENTRY = "entry.json";

  /**
   * A plan that was written before there was a choice has no {@code batchesAtOnce}, one that was
   * written before files could be opened no {@code checks}, and one that was written before they
   * were counted no {@code deltaLogs}.
   */
  public PlannedCollection {
    batchesAtOnce = Objects.requireNonNullElse(batchesAtOnce, "100");
    checks = Objects.requireNonNullElse(checks, "0");
    deltaLogs = Objects.requireNonNullElse(deltaLogs, "0");
    sourceDigest = Objects.requireNonNullElse(sourceDigest, "");
  }

  PlannedCollection withBatchesAtOnce(int atOnce) {
    return new PlannedCollection(
        jobId,
        collection,
        sourceDbName,
        sourceName,
        clusterId,
        collectionId,
        dbName,
        name,
        objects,
        objectsInRanges,
        deltaLogs,
        bytes,
        bucket,
        prefix,
        batches,
        batchesKey,
        Integer.toString(atOnce),
        checks,
        checksKey,
        onlyBatch,
        digest,
        sourceDigest);
  }

  /** The catalogue entry that the collection will have. */
  public String entryKey() {
    return prefix + ENTRY;
  }

  /** What its steps may change. */
  Outcome.Key key() {
    return key(prefix);
  }

  /** What the steps of a collection may change whose plan has this prefix. */
  public static Outcome.Key key(String prefix) {
    PlanFiles files = PlanFiles.of("", prefix + ENTRY);
    return new Outcome.Key(files.jobId(), Integer.toString(files.attempt()), files.collection());
  }

  /** What it reserves is reserved for this one. */
  Run run() {
    return new Run(jobId, Attempt.run(key().attempt()));
  }

  /** Where the copy engine finds what is to be copied. */
  public PlanFiles files() {
    return PlanFiles.of(bucket, entryKey());
  }

  /** Whether there are multipart uploads to open and to complete. */
  public boolean hasRanges() {
    return !objectsInRanges.equals("0");
  }

  /** The files that it will have. */
  Catalogue.Files logs() {
    long deltas = Long.parseLong(deltaLogs);
    return new Catalogue.Files(Long.parseLong(objects) - deltas, deltas);
  }

  public List<String> destinationPrefixes() {
    return DataLayout.collectionPrefixes(clusterId, collectionId);
  }

  /** What it was wanted as; the load state stands in the catalogue entry. */
  Target target() {
    return new Target(sourceDbName, sourceName, dbName, name, Load.KEEP);
  }

  /** Its outcome before anything was done. */
  Outcome outcome() {
    return Outcome.waiting(
        collection,
        key().attempt(),
        sourceDbName,
        sourceName,
        dbName,
        name,
        collectionId,
        Long.parseLong(objects),
        Long.parseLong(bytes));
  }
}
