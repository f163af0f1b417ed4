package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of each collection of a job. A step names the attempt it works for, and every write
 * is on the condition that the outcome is of that attempt and in a state from which the move is
 * legal: neither a late step nor one of an earlier run can change it.
 */
public final class Outcomes {
  static final String OUTCOME = "COLLECTION#";

  private final Table table;
  private final JobEvents events;

  Outcomes(Table table) {
    this.table = table;
    this.events = new JobEvents(table);
  }

  /** All of a job, in the order of the plan. */
  public List<Outcome> all(String jobId) {
    return table.query(JobStore.partition(jobId), OUTCOME).stream().map(Outcome::of).toList();
  }

  public Optional<Outcome> find(String jobId, String collection) {
    return table.find(JobStore.partition(jobId), OUTCOME + collection).map(Outcome::of);
  }

  /** Whether files may be written for a collection with this outcome by that attempt. */
  public static boolean mayCopy(Item outcome, int attempt) {
    return OutcomeStatus.COPYING.name().equals(outcome.text("status"))
        && Integer.toString(attempt).equals(outcome.text("attempt"));
  }

  /**
   * Adds an outcome, or puts it in the place of one that an earlier run has given up; fails where
   * the one that is there is another by now.
   *
   * @param before the one that is there
   */
  public Write add(String jobId, Outcome outcome, Optional<Outcome> before, Instant now) {
    return before
        .map(
            old ->
                Write.put(table, outcome.after(old).toItem(jobId, now))
                    .ifEquals("attempt", old.attempt())
                    .ifOneOf("status", Set.of(OutcomeStatus.FAILED, OutcomeStatus.CANCELED)))
        .orElseGet(() -> Write.put(table, outcome.toItem(jobId, now)).ifAbsent());
  }

  /** The event that a collection is skipped. */
  public Write toldSkipped(String jobId, Outcome outcome, Instant now) {
    return told(jobId, outcome, JobEvent.Type.COLLECTION_SKIPPED, outcome.reason(), now);
  }

  /** The event that a collection is visible. */
  public Write toldRestored(String jobId, Outcome outcome, Instant now) {
    String message = outcome.destination() + " is restored: " + outcome.verified() + ".";
    return told(jobId, outcome, JobEvent.Type.COLLECTION_RESTORED, message, now);
  }

  private Write told(
      String jobId, Outcome outcome, JobEvent.Type type, String message, Instant now) {
    return events.put(jobId, JobEvent.ofCollection(now, type, message, outcome.collection()));
  }

  /** Fails where {@code to} is no legal move from the state the outcome is in. */
  public Write move(Outcome.Key key, OutcomeStatus to) {
    return update(key).set("status", to.name()).ifOneOf("status", to.previous());
  }

  /**
   * Records that a collection is visible; the files of the one whose place it took are yet to be
   * removed.
   */
  public Write restored(Outcome.Key key, Optional<String> replaced) {
    return move(key, OutcomeStatus.RESTORED).set("replaces", replaced.orElse(null));
  }

  /** The files of the replaced collection are gone, or their removal was given up for a reason. */
  public void replacedRemoved(Outcome.Key key, String reason) {
    table.write(
        update(key)
            .remove("replaces")
            .set("reason", reason.isEmpty() ? null : reason)
            .ifEquals("status", OutcomeStatus.RESTORED.name()));
  }

  /**
   * Lets a collection be written to; fails where it was given up. Holds as well for one that is
   * being copied.
   */
  public Write startCopying(Outcome.Key key) {
    return update(key)
        .set("status", OutcomeStatus.COPYING.name())
        .ifOneOf("status", Set.of(OutcomeStatus.WAITING, OutcomeStatus.COPYING));
  }

  /** A copy that was delivered twice may have noted why it failed, once all was copied. */
  public boolean verified(Outcome.Key key, String how) {
    Write verified = move(key, OutcomeStatus.VERIFIED).set("verified", how).remove("reason");
    return table.write(verified) || isVerified(key);
  }

  private boolean isVerified(Outcome.Key key) {
    return find(key.jobId(), key.collection())
        .filter(o -> o.attempt().equals(key.attempt()) && o.status() == OutcomeStatus.VERIFIED)
        .isPresent();
  }

  /**
   * Gives a collection up. Nothing happens where it is restored or was given up already: the first
   * reason stays.
   *
   * @param to FAILED or CANCELED
   */
  public void giveUp(String jobId, Outcome outcome, OutcomeStatus to, String reason, Instant now) {
    var type =
        to == OutcomeStatus.CANCELED
            ? JobEvent.Type.COLLECTION_CANCELED
            : JobEvent.Type.COLLECTION_FAILED;
    String message = outcome.destination() + ": " + reason;
    new Transaction()
        .with(move(outcome.key(jobId), to).set("reason", reason))
        .with(told(jobId, outcome, type, message, now))
        .run();
  }

  /**
   * Notes why a collection is about to fail, for a step whose own error does not reach the end of
   * the execution. The first note stays. Nothing happens where the collection is no longer copied:
   * a call that comes late fails alone.
   */
  public void noteReason(Outcome.Key key, String reason) {
    table.write(
        update(key)
            .set("reason", reason)
            .ifEquals("status", OutcomeStatus.COPYING.name())
            .ifAbsent("reason"));
  }

  private Write update(Outcome.Key key) {
    return Write.update(table, JobStore.partition(key.jobId()), OUTCOME + key.collection())
        .ifEquals("attempt", key.attempt());
  }
}
