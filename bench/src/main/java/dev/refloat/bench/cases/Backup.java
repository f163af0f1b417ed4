package dev.refloat.bench.cases;

/**
 * A backup that was written.
 *
 * @param bucket it is in
 * @param prefix of its keys, with the closing slash
 */
public record Backup(
    Workload workload, String bucket, String prefix, String clusterId, String name) {

  /** The prefix of its logs, with the closing slash: what a restore copies. */
  public String logs() {
    return prefix + "binlogs/";
  }
}
