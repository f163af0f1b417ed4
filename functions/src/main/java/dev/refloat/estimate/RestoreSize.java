package dev.refloat.estimate;

import java.util.List;

/**
 * What there is to do in one run of a restore.
 *
 * @param request what the call that asked for the run writes
 * @param newCluster whether the job makes its cluster, which nothing is visible in
 * @param slots whether only so many may run at once
 * @param rbac whether users and roles are restored
 * @param plan what planning takes
 * @param skipped collections that are left as they are
 * @param emptyDatabases those that no collection of the job is in
 * @param collections that are restored
 */
public record RestoreSize(
    Request request,
    boolean newCluster,
    boolean slots,
    boolean rbac,
    Plan plan,
    long skipped,
    long emptyDatabases,
    List<CollectionSize> collections) {
  public RestoreSize {
    collections = List.copyOf(collections);
  }

  /**
   * The call that asks for a restore.
   *
   * @param kind of the call
   * @param slices items that keep what was asked for
   * @param names of collections that are reserved at once
   */
  public record Request(Kind kind, long slices, long names) {
    /** A run that a retry began: its request is not counted. */
    public static final Request OF_RETRY = new Request(Kind.RETRY, 0, 0);

    /** What asks for a run. */
    public enum Kind {
      NEW_CLUSTER,
      COLLECTIONS,
      RETRY
    }
  }

  /**
   * What planning reads and writes.
   *
   * @param metaReads requests that read the meta of the backup
   * @param lists requests that list its files
   * @param puts files of the plan in one request
   * @param uploads files of the plan in parts
   * @param parts of these
   * @param events that tell of the plan
   */
  public record Plan(
      long metaReads, long lists, long puts, long uploads, long parts, long events) {}

  public long objects() {
    return collections.stream().mapToLong(CollectionSize::objects).sum();
  }

  public long bytes() {
    return collections.stream().mapToLong(CollectionSize::bytes).sum();
  }
}
