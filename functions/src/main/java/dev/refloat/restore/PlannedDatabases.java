package dev.refloat.restore;

import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.DatabaseMeta;
import dev.refloat.cluster.Database;
import dev.refloat.job.PlanDetail;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Write;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The databases that a job is to make where they are not there yet: noted with its plan, read by
 * the commit that makes the first collection of one visible and by the end of the job, which makes
 * those without collections.
 */
final class PlannedDatabases {
  private final PlanDetail detail;
  private final InstantSource clock;

  PlannedDatabases(PlanDetail detail, InstantSource clock) {
    this.detail = detail;
    this.clock = clock;
  }

  /**
   * Those that are wanted of a backup, under their new names and with what is set on them there. Of
   * two that become one the first counts.
   */
  static List<Database> of(Selection selection, BackupMeta meta) {
    Map<String, DatabaseMeta> known =
        meta.databases().stream()
            .collect(
                Collectors.toMap(DatabaseMeta::name, Function.identity(), (first, _) -> first));
    var wanted = new LinkedHashMap<String, Database>();
    if (selection.databases().isEmpty()) {
      meta.names().keySet().forEach(name -> add(wanted, name, known.get(name)));
    }
    for (Selection.Database database : selection.databases()) {
      add(wanted, database.destDbName(), known.get(database.dbName()));
    }
    return List.copyOf(wanted.values());
  }

  private static void add(Map<String, Database> wanted, String name, @Nullable DatabaseMeta meta) {
    wanted.putIfAbsent(
        name,
        meta == null
            ? Database.named(name)
            : new Database(name, meta.databaseId(), meta.properties()));
  }

  /**
   * The write of them, which goes with the plan.
   *
   * @throws Refused 96114 where they are too many to be noted
   */
  Write note(String jobId, List<Database> databases) {
    return detail
        .put(jobId, Json.bytes(databases), clock.instant())
        .orElseThrow(
            () ->
                new Refused(
                    ErrorCode.BACKUP_UNSUPPORTED,
                    "The %d databases that are wanted, with what is set on them, take more than %d bytes."
                            .formatted(databases.size(), PlanDetail.MAX_BYTES)
                        + " Restore fewer of them at a time."));
  }

  /** Empty for a plan that was made before databases were restored. */
  List<Database> read(String jobId) {
    return detail
        .find(jobId)
        .map(json -> Json.read(json, Database[].class))
        .map(List::of)
        .orElse(List.of());
  }

  Database find(String jobId, String name) {
    return read(jobId).stream()
        .filter(database -> database.dbName().equals(name))
        .findFirst()
        .orElseGet(() -> Database.named(name));
  }
}
