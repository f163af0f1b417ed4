package dev.refloat.rbac;

/**
 * Where something in a cluster comes from. Whoever runs a job again finds by it what the job itself
 * has brought.
 *
 * @param jobId of the restore that wrote it; empty in what was only read from a backup
 * @param replaced whether there was one of the name before
 */
public record Origin(String jobId, boolean replaced) {
  static final Origin NONE = new Origin("", false);
}
