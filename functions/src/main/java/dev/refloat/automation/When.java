package dev.refloat.automation;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import java.util.Optional;
import java.util.regex.Pattern;

/** What fires a trigger. */
public sealed interface When {

  /**
   * A backup of a cluster that becomes available.
   *
   * @param clusterId that was backed up
   * @param type absent for both
   * @param namePattern what the backup's name must be, where {@code *} stands for any characters;
   *     absent for any name
   */
  record BackupAvailable(String clusterId, Optional<BackupType> type, Optional<String> namePattern)
      implements When {
    boolean matches(BackupRecord backup) {
      return backup.clusterId().equals(clusterId)
          && type.filter(wanted -> wanted != backup.type()).isEmpty()
          && namePattern.filter(pattern -> !matches(pattern, backup.backupName())).isEmpty();
    }

    private static boolean matches(String pattern, String name) {
      var regex = new StringBuilder();
      for (String literal : pattern.split("\\*", -1)) {
        regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
      }
      return Pattern.matches(regex.toString(), name);
    }
  }

  /** A time that has come. */
  record Scheduled(Schedule schedule) implements When {}

  /** A file that somebody puts into the bucket for requests. */
  record Requested() implements When {}
}
