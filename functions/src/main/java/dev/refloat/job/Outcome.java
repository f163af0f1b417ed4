package dev.refloat.job;

import dev.refloat.platform.Item;

/**
 * One collection of a job: what is to become of it, how far it is, and why it failed.
 *
 * @param collection its number in the plan, five digits
 * @param collectionId the new id, in the target cluster
 * @param verified in words, how the copy was compared with the plan; empty until it was
 * @param reason why it failed; empty otherwise
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
    long objectsCopied,
    long bytesCopied,
    String verified,
    String reason) {

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
        0,
        0,
        "",
        "");
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
        item.count("objectsCopied"),
        item.count("bytesCopied"),
        item.findText("verified").orElse(""),
        item.findText("reason").orElse(""));
  }

  /** Whole per cent; 100 only once the collection is visible. */
  public int progress() {
    return status == OutcomeStatus.RESTORED
        ? 100
        : Progress.percent(bytesCopied, bytesTotal, objectsCopied, objectsTotal);
  }
}
