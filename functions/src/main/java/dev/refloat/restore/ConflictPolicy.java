package dev.refloat.restore;

/** What is done where the cluster has a collection of the destination's name already. */
public enum ConflictPolicy {
  /** Nothing is restored. */
  FAIL,
  /** That collection is left as it is; the others are restored. */
  SKIP,
  /** It serves until the restored one is verified, which then takes its place. */
  OVERWRITE
}
