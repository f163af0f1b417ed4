package dev.refloat.backup;

import dev.refloat.platform.Item;
import dev.refloat.platform.ItemChange;
import java.util.List;
import java.util.Optional;

/**
 * A backup that has become available: it is new, was not available before, or was written again.
 *
 * @param backup as it is behind the change, without its databases
 */
public record BackupChange(BackupRecord backup) {

  /** Empty where another item changed, or something else of the backup. */
  public static Optional<BackupChange> of(ItemChange change) {
    Optional<BackupRecord> before = change.before().flatMap(BackupChange::available);
    return change
        .after()
        .flatMap(BackupChange::available)
        .filter(after -> before.filter(b -> b.metaETag().equals(after.metaETag())).isEmpty())
        .map(BackupChange::new);
  }

  private static Optional<BackupRecord> available(Item item) {
    return item.text("sk").startsWith(BackupItem.recordKey(""))
        ? Optional.of(BackupItem.read(item, List.of()))
            .filter(backup -> backup.status() == BackupStatus.AVAILABLE)
        : Optional.empty();
  }
}
