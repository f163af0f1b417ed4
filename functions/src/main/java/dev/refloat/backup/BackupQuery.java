package dev.refloat.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which registered backups are asked for. What is empty does not matter.
 *
 * @param start earliest creation time, inclusive
 * @param end latest creation time, inclusive
 * @param pageSize {@value #MIN_PAGE_SIZE} to {@value #MAX_PAGE_SIZE}
 * @param currentPage from 1
 */
public record BackupQuery(
    List<String> projectIds,
    Optional<String> clusterId,
    Optional<BackupType> type,
    Optional<CreationMethod> creationMethod,
    Optional<Instant> start,
    Optional<Instant> end,
    int pageSize,
    int currentPage) {
  public static final int MIN_PAGE_SIZE = 1;
  public static final int MAX_PAGE_SIZE = 100;

  public BackupQuery {
    projectIds = List.copyOf(projectIds);
    if (pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("Page size is out of range");
    }
    if (currentPage < 1) {
      throw new IllegalArgumentException("Pages are counted from 1");
    }
  }

  /** Everything of one project, first page. */
  public static BackupQuery ofProject(String projectId) {
    return new BackupQuery(
        List.of(projectId),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MAX_PAGE_SIZE,
        1);
  }

  boolean matches(BackupRecord backup) {
    Instant time = backup.createTime();
    return clusterId.map(backup.clusterId()::equals).orElse(true)
        && type.map(backup.type()::equals).orElse(true)
        && creationMethod.map(backup.creationMethod()::equals).orElse(true)
        && !start.map(time::isBefore).orElse(false)
        && !end.map(time::isAfter).orElse(false);
  }
}
