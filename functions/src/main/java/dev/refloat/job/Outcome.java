package dev.refloat.job;

import dev.refloat.platform.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One collection of a job: what is to become of it, which state it is in, and why it failed.
 *
 * @param collection its number in the plan, five digits; a retry keeps it
 * @param attempt the number of the plan that it is of: steps of another plan cannot move it
 * @param collectionId the new id, in the target cluster; each attempt has another one
 * @param formerIds those of attempts that were given up
 * @param verified in words, how the copy was compared with the plan; empty until it was
 * @param reason why it failed, was canceled or skipped; empty otherwise
 * @param replaces the collection that it took the place of, while that one's files are there still
 */
public record Outcome(
    String collection,
    String attempt,
    OutcomeStatus status,
    String sourceDbName,
    String sourceName,
    String dbName,
    String name,
    String collectionId,
    List<String> formerIds,
    long objectsTotal,
    long bytesTotal,
    String verified,
    String reason,
    Optional<String> replaces) {

  /** One collection's part in one attempt; what a step may change. */
  public record Key(String jobId, String attempt, String collection) {}

  /** Before anything was done. */
  public static Outcome waiting(
      String collection,
      String attempt,
      String sourceDbName,
      String sourceName,
      String dbName,
      String name,
      String collectionId,
      long objectsTotal,
      long bytesTotal) {
    return new Outcome(
        collection,
        attempt,
        OutcomeStatus.WAITING,
        sourceDbName,
        sourceName,
        dbName,
        name,
        collectionId,
        List.of(),
        objectsTotal,
        bytesTotal,
        "",
        "",
        Optional.empty());
  }

  /** Of a collection that is left as it is. */
  public static Outcome skipped(
      String collection,
      String attempt,
      String sourceDbName,
      String sourceName,
      String dbName,
      String name,
      String reason) {
    return new Outcome(
        collection,
        attempt,
        OutcomeStatus.SKIPPED,
        sourceDbName,
        sourceName,
        dbName,
        name,
        "",
        List.of(),
        0,
        0,
        "",
        reason,
        Optional.empty());
  }

  static Outcome of(Item item) {
    return new Outcome(
        item.text("collection"),
        item.text("attempt"),
        OutcomeStatus.valueOf(item.text("status")),
        item.text("sourceDbName"),
        item.text("sourceName"),
        item.text("dbName"),
        item.text("name"),
        item.text("collectionId"),
        item.texts("formerIds"),
        item.number("objectsTotal"),
        item.number("bytesTotal"),
        item.findText("verified").orElse(""),
        item.findText("reason").orElse(""),
        item.findText("replaces"));
  }

  public Key key(String jobId) {
    return new Key(jobId, attempt, collection);
  }

  /** In words, as the user names it. */
  public String destination() {
    return dbName + "." + name;
  }

  /** The number of the run whose plan it is of. */
  public int run() {
    return Attempt.run(attempt);
  }

  /** This one, in the place of one that was given up. */
  Outcome after(Outcome before) {
    List<String> former =
        before.collectionId().isEmpty()
            ? before.formerIds()
            : Stream.concat(before.formerIds().stream(), Stream.of(before.collectionId())).toList();
    return new Outcome(
        collection,
        attempt,
        status,
        sourceDbName,
        sourceName,
        dbName,
        name,
        collectionId,
        former,
        objectsTotal,
        bytesTotal,
        verified,
        reason,
        replaces);
  }

  Item toItem(String jobId, Instant now) {
    return Item.key(JobStore.partition(jobId), Outcomes.OUTCOME + collection)
        .with("collection", collection)
        .with("attempt", attempt)
        .with("status", status.name())
        .with("sourceDbName", sourceDbName)
        .with("sourceName", sourceName)
        .with("dbName", dbName)
        .with("name", name)
        .with("collectionId", collectionId)
        .with("formerIds", formerIds)
        .with("objectsTotal", objectsTotal)
        .with("bytesTotal", bytesTotal)
        .with("reason", reason.isEmpty() ? null : reason)
        .with("expiresAt", JobStore.expiry(now));
  }

  /**
   * Whole per cent; 100 only once the collection is visible, or there is nothing to do.
   *
   * @param copied in this attempt
   */
  public int progress(Copied copied) {
    return status.isDone() ? 100 : Progress.percent(copied, objectsTotal, bytesTotal);
  }
}
