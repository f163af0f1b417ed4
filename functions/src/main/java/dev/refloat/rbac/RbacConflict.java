package dev.refloat.rbac;

/** What happens where the cluster has a user, role or privilege group of the same name already. */
public enum RbacConflict {
  /** The restore is refused before anything is copied. */
  FAIL,
  /** What is there stays as it is. */
  SKIP,
  /** What is there becomes what the backup has. */
  RECREATE
}
