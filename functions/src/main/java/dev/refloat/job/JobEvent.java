package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a job, for people.
 *
 * @param message in one sentence
 * @param by the principal that asked for it; absent where the restore itself did it
 * @param collection its number in the plan, where it is about one
 */
public record JobEvent(
    Instant time, Type type, String message, Optional<String> by, Optional<String> collection) {
  /** In the words of the contract. */
  public enum Type {
    REQUESTED,
    /** As many restores run as may. */
    QUEUED,
    STARTED,
    PLANNED,
    /** Since the plan of the run before. */
    SOURCE_CHANGED,
    COLLECTION_RESTORED,
    COLLECTION_SKIPPED,
    COLLECTION_FAILED,
    COLLECTION_CANCELED,
    RBAC_RESTORED,
    CANCEL_REQUESTED,
    RETRY_REQUESTED,
    ENDED
  }

  /** Something that somebody asked for. */
  static JobEvent asked(Instant time, Type type, String message, String by) {
    return new JobEvent(time, type, message, Optional.of(by), Optional.empty());
  }

  public static JobEvent of(Instant time, Type type, String message) {
    return new JobEvent(time, type, message, Optional.empty(), Optional.empty());
  }

  static JobEvent ofCollection(Instant time, Type type, String message, String collection) {
    return new JobEvent(time, type, message, Optional.empty(), Optional.of(collection));
  }

  static JobEvent of(Item item) {
    return new JobEvent(
        item.instant("time"),
        Type.valueOf(item.text("type")),
        item.text("message"),
        item.findText("by"),
        item.findText("collection"));
  }

  /**
   * Sorted by time, and what is of one time in that of the names of types. A job has no two events
   * of one type at one time, but of collections: those are told apart by their numbers.
   */
  String sortKey() {
    return "%s#%s#%s".formatted(SortableTime.of(time), type, collection.orElse(""));
  }
}
