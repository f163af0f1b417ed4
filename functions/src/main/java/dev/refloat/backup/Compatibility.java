package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a backup of one version of Milvus can be restored to another: the compatibility table of
 * milvus-backup's README, and its rules for what the table does not have: backups from 2.2 on, to
 * 2.4 and above, never to an older version.
 */
public final class Compatibility {
  private static final MilvusVersion V2_2 = new MilvusVersion(2, 2);
  private static final MilvusVersion V2_3 = new MilvusVersion(2, 3);
  private static final MilvusVersion V2_4 = new MilvusVersion(2, 4);
  private static final MilvusVersion V2_5 = new MilvusVersion(2, 5);
  private static final MilvusVersion V2_6 = new MilvusVersion(2, 6);

  private static final MilvusVersion OLDEST_BACKUP = V2_2;
  private static final MilvusVersion OLDEST_TARGET = V2_4;

  /** Where to, by where from. */
  private static final Map<MilvusVersion, Set<MilvusVersion>> TABLE =
      Map.of(
          V2_2, Set.of(V2_4, V2_5, V2_6),
          V2_3, Set.of(V2_4, V2_5, V2_6),
          V2_4, Set.of(V2_4, V2_5, V2_6),
          V2_5, Set.of(V2_5, V2_6),
          V2_6, Set.of(V2_6));

  private Compatibility() {}

  /** Whether it is not known to be impossible. */
  static boolean mayBe(String backup, String target) {
    return impossible(backup, target).isEmpty();
  }

  /**
   * Passes where it is not known to be impossible.
   *
   * @param backup the version that the meta names
   * @param target that of the cluster; empty where it is not known
   * @throws Refused {@link ErrorCode#BACKUP_UNSUPPORTED} saying why it cannot be
   */
  public static void require(String backup, String target) {
    impossible(backup, target)
        .ifPresent(
            why -> {
              throw new Refused(ErrorCode.BACKUP_UNSUPPORTED, why);
            });
  }

  /** What should be known of a restore that is neither impossible nor in the table. */
  public static Optional<String> warning(String backup, String target) {
    Optional<MilvusVersion> from = MilvusVersion.parse(backup);
    Optional<MilvusVersion> to = MilvusVersion.parse(target);
    if (from.isEmpty()) {
      String what = backup.isEmpty() ? "does not name" : "does not name (" + backup + ")";
      return Optional.of(
          "The backup "
              + what
              + " the version of Milvus that it was made of: it cannot be known"
              + " whether the cluster can serve it.");
    }
    if (to.isEmpty()) {
      return Optional.of(
          "The version of the cluster is not known: it cannot be known whether it can serve a"
              + " backup of Milvus "
              + from.get()
              + ".");
    }
    return TABLE.getOrDefault(from.get(), Set.of()).contains(to.get())
        ? Optional.empty()
        : Optional.of(
            "Nobody has said that a backup of Milvus "
                + from.get()
                + " can be restored to "
                + to.get()
                + "; it is newer than what is known here.");
  }

  private static Optional<String> impossible(String backup, String target) {
    Optional<MilvusVersion> from = MilvusVersion.parse(backup);
    Optional<MilvusVersion> to = MilvusVersion.parse(target);
    if (from.filter(v -> v.compareTo(OLDEST_BACKUP) < 0).isPresent()) {
      return Optional.of(
          "The backup is of Milvus %s; backups can be restored from %s on."
              .formatted(from.get(), OLDEST_BACKUP));
    }
    if (to.filter(v -> v.compareTo(OLDEST_TARGET) < 0).isPresent()) {
      return Optional.of(
          "The cluster is of Milvus %s; backups can be restored to %s and above."
              .formatted(to.get(), OLDEST_TARGET));
    }
    if (from.isPresent() && to.isPresent() && to.get().compareTo(from.get()) < 0) {
      return Optional.of(
          ("The backup is of Milvus %s and the cluster of %s; a backup can only be restored to the"
                  + " same version or a newer one.")
              .formatted(from.get(), to.get()));
    }
    return Optional.empty();
  }
}
