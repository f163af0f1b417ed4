package dev.refloat.content;

import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the rows of a segment's logs and compares them with the meta. Logs may be added by
 * several threads.
 *
 * <p>Each field, or column group, must have as many rows as the segment. Of a field with another
 * number of logs than the row timestamps (field 1; column group 0) it is known only that it has no
 * more: it was added to the schema, or dropped, between two of the logs, or was in another group in
 * some of them.
 */
public final class RowCount {
  private static final long TIMESTAMPS = 1;
  private static final long FIRST_GROUP = 0;

  /** Fields that a message names at most. */
  private static final int NAMED = 10;

  private final SegmentLogs logs;
  private final Map<Long, Field> fields = new TreeMap<>();

  private static final class Field {
    private int logs;
    private long rows;
  }

  public RowCount(SegmentLogs logs) {
    this.logs = logs;
  }

  public synchronized void add(Log log, long rows) {
    Field field = fields.computeIfAbsent(log.field(), id -> new Field());
    field.logs++;
    field.rows += rows;
  }

  /**
   * Rows of a segment, or deletes, once all of its logs are added.
   *
   * @throws Refused BACKUP_DAMAGED naming the fields whose rows are not those of the meta
   */
  public synchronized long counted() {
    if (logs.type() == LogType.DELETE) {
      return fields.values().stream().mapToLong(field -> field.rows).sum();
    }
    Field reference = fields.get(logs.isPacked() ? FIRST_GROUP : TIMESTAMPS);
    List<String> wrong = new ArrayList<>();
    fields.forEach(
        (id, field) -> {
          boolean whole = reference == null || field.logs == reference.logs;
          if (whole ? field.rows != logs.rows() : field.rows > logs.rows()) {
            wrong.add("%d has %d".formatted(id, field.rows));
          }
        });
    if (!wrong.isEmpty()) {
      throw new Refused(ErrorCode.BACKUP_DAMAGED, message(wrong));
    }
    return logs.rows();
  }

  private String message(List<String> wrong) {
    return "The files under %s of the backup do not have the %d rows that its meta says: %s %s. Restore from another backup; verify FILES restores them without opening them."
        .formatted(
            logs.source(), logs.rows(), logs.isPacked() ? "column group" : "field", named(wrong));
  }

  private static String named(List<String> wrong) {
    String first = String.join(", ", wrong.subList(0, Math.min(NAMED, wrong.size())));
    return wrong.size() > NAMED ? first + " and " + (wrong.size() - NAMED) + " more" : first;
  }
}
