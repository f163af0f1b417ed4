package dev.refloat.automation;

import dev.refloat.backup.BackupChange;
import dev.refloat.backup.BackupRecord;
import java.time.temporal.ChronoUnit;

/**
 * Fires the triggers that wait for a backup. A backup that was written before a trigger was made
 * does not fire it: whoever has a bucket indexed does not want all of it restored.
 */
final class Arrivals {
  private final TriggerStore triggers;
  private final Firings firings;

  Arrivals(TriggerStore triggers, Firings firings) {
    this.triggers = triggers;
    this.firings = firings;
  }

  /** Fires them, each once for each meta of the backup. */
  void fire(BackupChange change) {
    BackupRecord backup = change.backup();
    triggers.watching(backup.clusterId()).stream()
        .filter(trigger -> isNews(trigger, backup) && matches(trigger, backup))
        .map(
            trigger ->
                Firing.ofBackup(
                    trigger.triggerId(),
                    backup.metaModified(),
                    backup.backupId(),
                    backup.metaETag()))
        .forEach(firings::offer);
  }

  /** S3 keeps whole seconds. */
  private static boolean isNews(RestoreTrigger trigger, BackupRecord backup) {
    return !backup.metaModified().isBefore(trigger.createTime().truncatedTo(ChronoUnit.SECONDS));
  }

  private static boolean matches(RestoreTrigger trigger, BackupRecord backup) {
    return trigger.definition().when() instanceof When.BackupAvailable arrival
        && arrival.matches(backup);
  }
}
