package dev.refloat.restore;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Gzip;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.Rbac;
import dev.refloat.rbac.RbacConflict;
import dev.refloat.rbac.RbacMerge;
import dev.refloat.rbac.RbacScope;
import dev.refloat.rbac.RbacStore;
import dev.refloat.rbac.Renamed;
import java.util.List;
import java.util.Optional;

/**
 * The users and roles that a plan is to restore. They are kept with the plan, so that a backup that
 * changes meanwhile does not matter.
 *
 * @param whole all of them, into a cluster that the job makes; else what concerns its collections
 */
record PlannedRbac(Rbac rbac, RbacConflict conflict, boolean whole) {
  /**
   * What a cluster has with them.
   *
   * @param restored the collections of the job that are visible
   * @throws Refused 96142 where the cluster has some of them and that is to be a failure; 96114
   *     where they are more than a cluster can keep
   */
  RbacMerge.Merged into(Rbac present, List<Renamed> restored, String jobId) {
    return whole
        ? RbacMerge.whole(present, rbac, conflict, jobId)
        : RbacMerge.scoped(present, rbac, new RbacScope(restored), conflict, jobId);
  }

  /**
   * Packed, as it is kept.
   *
   * @throws Refused 96114 where it is more than an item takes
   */
  byte[] pack() {
    return fitting(RbacStore.pack(this), rbac);
  }

  static PlannedRbac unpack(byte[] packed) {
    return Json.read(Gzip.expand(packed), PlannedRbac.class);
  }

  /**
   * What the cluster is to have then, packed.
   *
   * @throws Refused 96114 where it is more than a cluster can keep
   */
  static byte[] pack(RbacMerge.Merged merged) {
    return fitting(RbacStore.pack(merged.rbac()), merged.rbac());
  }

  private static byte[] fitting(Optional<byte[]> packed, Rbac rbac) {
    return packed.orElseThrow(
        () ->
            new Refused(
                ErrorCode.BACKUP_UNSUPPORTED,
                "%d users and %d roles are more than a cluster can keep."
                    .formatted(rbac.users().size(), rbac.roles().size())));
  }
}
