package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Which content batches of a collection were opened, and what was in them: {@code
 * CONTENT#{attempt}#{collection}#{batch}} under the job.
 *
 * <p>An entry is written without a condition: the files of an attempt do not change, so a call that
 * runs twice or late writes what is there already. It holds for one attempt, whose number is in its
 * key, and ends with the rest of the job.
 */
public final class ContentLedger {
  private final Table table;
  private final InstantSource clock;

  public ContentLedger(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  public void put(String jobId, String collection, int attempt, String batch, Contents found) {
    Item entry =
        Item.key(JobStore.partition(jobId), prefix(collection, attempt) + batch)
            .with("batch", batch)
            .with("files", found.files())
            .with("rows", found.rows())
            .with("deletes", found.deletes())
            .with("expiresAt", JobStore.expiry(clock.instant()));
    table.write(Write.put(table, entry));
  }

  /** What was found, by batch; strongly consistent. */
  public Map<String, Contents> find(String jobId, String collection, int attempt) {
    Map<String, Contents> found = new HashMap<>();
    for (Item entry : table.query(JobStore.partition(jobId), prefix(collection, attempt))) {
      found.put(
          entry.text("batch"),
          new Contents(entry.number("files"), entry.number("rows"), entry.number("deletes")));
    }
    return found;
  }

  private static String prefix(String collection, int attempt) {
    return "CONTENT#" + attempt + "#" + collection + "#";
  }
}
