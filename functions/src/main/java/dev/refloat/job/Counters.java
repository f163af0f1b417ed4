package dev.refloat.job;

import static java.util.stream.Collectors.toMap;

import dev.refloat.platform.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job has copied, from the ledger's items in which batches count: {@code
 * DONE#{attempt}#{collection}#{shard}} under the job.
 */
public final class Counters {
  private static final String DONE = "DONE#";
  private static final int COLLECTION_IN_DONE = 2;

  private final Table table;

  Counters(Table table) {
    this.table = table;
  }

  /**
   * What was copied of each collection, by its number: of a visible one all of it, of another what
   * its present attempt has copied; nothing is absent.
   */
  public Map<String, Copied> copied(Job job, List<Outcome> outcomes) {
    Map<String, Copied> counted =
        job
            .plan()
            .map(plan -> table.query(JobStore.partition(job.jobId()), DONE + plan.attempt() + "#"))
            .orElse(List.of())
            .stream()
            .collect(
                toMap(
                    item -> item.text("sk").split("#", -1)[COLLECTION_IN_DONE],
                    Copied::of,
                    Copied::plus));
    var copied = new HashMap<String, Copied>();
    for (Outcome outcome : outcomes) {
      if (outcome.status() == OutcomeStatus.RESTORED) {
        copied.put(outcome.collection(), new Copied(outcome.objectsTotal(), outcome.bytesTotal()));
      } else if (counted.containsKey(outcome.collection()) && isOf(job, outcome)) {
        copied.put(outcome.collection(), counted.get(outcome.collection()));
      }
    }
    return copied;
  }

  private static boolean isOf(Job job, Outcome outcome) {
    return job.plan().filter(plan -> plan.attempt().equals(outcome.attempt())).isPresent();
  }
}
