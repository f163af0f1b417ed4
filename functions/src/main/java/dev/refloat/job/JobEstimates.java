package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.Optional;

/**
 * What the present run of a job was expected to take, as text that only who wrote it understands:
 * {@code JOB#{jobId}} / {@code ESTIMATE}; and how fast jobs of this installation were, for the
 * estimates of others: {@code RATES} / {@code RATES}, one item, which each job that succeeds reads
 * and writes once.
 */
public final class JobEstimates {
  private static final String ESTIMATE = "ESTIMATE";
  private static final String RATES = "RATES";
  private static final String TEXT = "text";
  private static final String BEGUN = "begun";
  private static final String PLANNED = "planned";
  private static final String REVISION = "revision";

  private final Table table;

  JobEstimates(Table table) {
    this.table = table;
  }

  /**
   * An estimate, and when it was made.
   *
   * @param begun when planning began
   * @param planned when the plan was made
   */
  public record Kept(String estimate, Instant begun, Instant planned) {}

  /**
   * What is known of the installation.
   *
   * @param text empty where nothing is
   * @param revision 0 where nothing was written yet
   */
  public record StoredRates(Optional<String> text, long revision) {
    static final StoredRates NONE = new StoredRates(Optional.empty(), 0);
  }

  /** To be made with the plan; replaces that of an earlier run. */
  public Write put(String jobId, Kept kept) {
    return Write.put(
        table,
        Item.key(JobStore.partition(jobId), ESTIMATE)
            .with(TEXT, kept.estimate())
            .with(BEGUN, kept.begun())
            .with(PLANNED, kept.planned())
            .with("expiresAt", JobStore.expiry(kept.planned())));
  }

  /** Empty where the job has not planned yet. */
  public Optional<Kept> find(String jobId) {
    return table
        .find(JobStore.partition(jobId), ESTIMATE)
        .map(item -> new Kept(item.text(TEXT), item.instant(BEGUN), item.instant(PLANNED)));
  }

  public StoredRates rates() {
    return table
        .find(RATES, RATES)
        .map(item -> new StoredRates(item.findText(TEXT), item.number(REVISION)))
        .orElse(StoredRates.NONE);
  }

  /**
   * Takes the place of what was found.
   *
   * @return false where another job was faster
   */
  public boolean replaceRates(StoredRates found, String text) {
    Write next =
        Write.put(
            table, Item.key(RATES, RATES).with(TEXT, text).with(REVISION, found.revision() + 1));
    return table.write(
        found.revision() == 0 ? next.ifAbsent() : next.ifEquals(REVISION, found.revision()));
  }
}
