package dev.refloat.backup;

import java.util.List;

/**
 * One page of a list, newest first.
 *
 * @param count of all pages
 */
public record BackupPage(int count, int currentPage, int pageSize, List<BackupRecord> backups) {
  public BackupPage {
    backups = List.copyOf(backups);
  }
}
