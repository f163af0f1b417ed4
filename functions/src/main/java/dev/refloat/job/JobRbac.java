package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The users and roles that a job is to restore, and what it did with them, as bytes that only who
 * wrote them understands: {@code JOB#{jobId}} / {@code RBACPLAN} and {@code RBAC}.
 *
 * <p>The plan has password hashes in it, so it is not among the plan's files but here, and goes
 * away when it is carried out or the run ends.
 */
public final class JobRbac {
  private static final String PLAN = "RBACPLAN";
  private static final String RESULT = "RBAC";
  private static final String BYTES = "bytes";

  private final Table table;

  JobRbac(Table table) {
    this.table = table;
  }

  /** To be made with the plan that it belongs to. */
  public Write plan(String jobId, byte[] plan, Instant now) {
    return put(jobId, PLAN, plan, now);
  }

  /** Of the present plan; empty where it has none, or it is carried out. */
  public Optional<byte[]> findPlan(String jobId) {
    return find(jobId, PLAN);
  }

  /**
   * Records what a run did, once. The first of the writes fails where the run is over, canceled, or
   * has recorded it.
   *
   * @param message the same in a sentence
   */
  public List<Write> restored(Run run, byte[] result, String message, Instant now) {
    String partition = JobStore.partition(run.jobId());
    return List.of(
        Write.update(table, partition, JobStore.JOB)
            .set("rbacRun", run.number())
            .ifAbsentOrLess("rbacRun", run.number())
            .ifEquals("run", run.number())
            .ifEquals("status", JobStatus.IN_PROGRESS.name()),
        put(run.jobId(), RESULT, result, now),
        forgetPlan(run.jobId()),
        new JobEvents(table)
            .put(run.jobId(), JobEvent.of(now, JobEvent.Type.RBAC_RESTORED, message)));
  }

  /** Of a run that ends without having carried it out. */
  public Write forgetPlan(String jobId) {
    return Write.delete(table, JobStore.partition(jobId), PLAN);
  }

  /** What the last run recorded that did. */
  public Optional<byte[]> find(String jobId) {
    return find(jobId, RESULT);
  }

  private Write put(String jobId, String sk, byte[] bytes, Instant now) {
    return Write.put(
        table,
        Item.key(JobStore.partition(jobId), sk)
            .with(BYTES, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)))
            .with("expiresAt", JobStore.expiry(now)));
  }

  private Optional<byte[]> find(String jobId, String sk) {
    return table.find(JobStore.partition(jobId), sk).map(item -> item.bytes(BYTES));
  }
}
