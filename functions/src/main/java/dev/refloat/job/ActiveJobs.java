package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.List;

/**
 * Which jobs have not ended: {@code ACTIVE} / {@code {jobId}}. Written with the job's begin and
 * deleted with its end, so that whoever looks for jobs that are stuck reads these alone.
 */
public final class ActiveJobs {
  private static final String PARTITION = "ACTIVE";

  /** Behind every id. */
  private static final String LAST = "~";

  private final Table table;

  public ActiveJobs(Table table) {
    this.table = table;
  }

  /** The ids of the jobs. */
  public List<String> all() {
    return table.queryUpTo(PARTITION, LAST).stream().map(item -> item.text("sk")).toList();
  }

  Write put(String jobId) {
    return Write.put(table, Item.key(PARTITION, jobId));
  }

  Write remove(String jobId) {
    return Write.delete(table, PARTITION, jobId);
  }
}
