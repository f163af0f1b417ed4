package dev.refloat.job;

import dev.refloat.platform.Item;
import java.time.Instant;
import java.util.Optional;

/**
 * One collection of a job: what is to become of it, which state it is in, and why it failed.
 *
 * @param collection its number in the plan, five digits
 * @param collectionId the new id, in the target cluster
 * @param verified in words, how the copy was compared with the plan; empty until it was
 * @param reason why it failed or was skipped; empty otherwise
 * @param replaces the collection that it took the place of, while that one's files are there still
 */
public record Outcome(
    String collection,
    OutcomeStatus status,
    String sourceDbName,
    String sourceName,
    String dbName,
    String name,
    String collectionId,
    long objectsTotal,
    long bytesTotal,
    String verified,
    String reason,
    Optional<String> replaces) {

  /** Before anything was done. */
  public static Outcome waiting(
      String collection,
      String sourceDbName,
      String sourceName,
      String dbName,
      String name,
      String collectionId,
      long objectsTotal,
      long bytesTotal) {
    return new Outcome(
        collection,
        OutcomeStatus.WAITING,
        sourceDbName,
        sourceName,
        dbName,
        name,
        collectionId,
        objectsTotal,
        bytesTotal,
        "",
        "",
        Optional.empty());
  }

  /** Of a collection that is left as it is. */
  public static Outcome skipped(
      String collection,
      String sourceDbName,
      String sourceName,
      String dbName,
      String name,
      String reason) {
    return new Outcome(
        collection,
        OutcomeStatus.SKIPPED,
        sourceDbName,
        sourceName,
        dbName,
        name,
        "",
        0,
        0,
        "",
        reason,
        Optional.empty());
  }

  static Outcome of(Item item) {
    return new Outcome(
        item.text("collection"),
        OutcomeStatus.valueOf(item.text("status")),
        item.text("sourceDbName"),
        item.text("sourceName"),
        item.text("dbName"),
        item.text("name"),
        item.text("collectionId"),
        item.number("objectsTotal"),
        item.number("bytesTotal"),
        item.findText("verified").orElse(""),
        item.findText("reason").orElse(""),
        item.findText("replaces"));
  }

  Item toItem(String jobId, Instant now) {
    return Item.key(JobStore.partition(jobId), JobStore.OUTCOME + collection)
        .with("collection", collection)
        .with("status", status.name())
        .with("sourceDbName", sourceDbName)
        .with("sourceName", sourceName)
        .with("dbName", dbName)
        .with("name", name)
        .with("collectionId", collectionId)
        .with("objectsTotal", objectsTotal)
        .with("bytesTotal", bytesTotal)
        .with("reason", reason.isEmpty() ? null : reason)
        .with("expiresAt", JobStore.expiry(now));
  }

  /** Whole per cent; 100 only once the collection is visible, or there is nothing to do. */
  public int progress(Copied copied) {
    return status.isDone() ? 100 : Progress.percent(copied, objectsTotal, bytesTotal);
  }
}
