package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many restores run in each project and into each cluster: {@code SLOTS#PROJECT#{id}} and
 * {@code SLOTS#CLUSTER#{id}}, each a set of the names of runs. A name is in it from the transaction
 * that lets the run start until the one that ends it, so that no slot is lost with a process.
 */
public final class Slots {
  private static final String KEY = "SLOTS";
  private static final String RUNS = "runs";

  private final Table table;

  Slots(Table table) {
    this.table = table;
  }

  /**
   * How many may run at once.
   *
   * @param perProject 0 for any number
   * @param perCluster 0 for any number
   */
  public record Limits(int perProject, int perCluster) {
    public boolean isNone() {
      return perProject == 0 && perCluster == 0;
    }
  }

  /**
   * Lets a run start: the job, its project and its cluster, in this order; fails where the run is
   * no longer waiting, or the one or the other has no slot left.
   */
  public List<Write> take(Job job, Limits limits) {
    String run = job.run().name();
    return List.of(
        Write.update(table, JobStore.partition(job.jobId()), JobStore.JOB)
            .set("admitted", run)
            .ifEquals("run", job.runNumber())
            .ifEquals("status", JobStatus.PENDING.name()),
        taken(project(job), run, limits.perProject()),
        taken(cluster(job), run, limits.perCluster()));
  }

  private Write taken(String partition, String run, int limit) {
    Write taken = Write.update(table, partition, KEY).addTo(RUNS, run);
    return limit == 0 ? taken : taken.ifSmaller(RUNS, limit);
  }

  /** Frees what the job's run has; nothing where it has none. */
  public List<Write> free(Job job) {
    return job.isAdmitted()
        ? List.of(
            Write.update(table, project(job), KEY).removeFrom(RUNS, job.run().name()),
            Write.update(table, cluster(job), KEY).removeFrom(RUNS, job.run().name()))
        : List.of();
  }

  /** How many run in the project of a job. */
  public int inProject(Job job) {
    return count(project(job));
  }

  /** How many run into the cluster of a job. */
  public int intoCluster(Job job) {
    return count(cluster(job));
  }

  private int count(String partition) {
    return table.find(partition, KEY).map(Item::attributes).map(Slots::size).orElse(0);
  }

  private static int size(Map<String, AttributeValue> slots) {
    AttributeValue runs = slots.get(RUNS);
    return runs == null ? 0 : runs.ss().size();
  }

  private static String project(Job job) {
    return "SLOTS#PROJECT#" + job.projectId();
  }

  private static String cluster(Job job) {
    return "SLOTS#CLUSTER#" + job.clusterId();
  }
}
