package dev.refloat.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks the segments of one collection.
 *
 * <ul>
 *   <li>No id, a negative count of rows or one above 2<sup>31</sup>, another collection or
 *       partition than the one it stands in: problem.
 *   <li>A log without a name, of one that no writer gives, twice, or of a size that no object has:
 *       problem, its file cannot be found. A writer's names are numbers.
 *   <li>Rows but no insert log, or an L0 segment with insert logs: problem. No rows and no insert
 *       log: warning.
 *   <li>One file per field: row ids, timestamps or the primary key missing: problem, no row can be
 *       read without them. Another field missing: problem, except for one that a row may lack
 *       (nullable, with a default, dynamic, or computed by a function), since segments written
 *       before such a field was added have none of it; that is no finding at all. A field that is
 *       not in the schema is none either: dropped fields leave their files, and the meta does not
 *       list the dynamic field and the parts of structs among the fields.
 *   <li>One file per field: a field has another number of logs than the timestamps: problem, its
 *       rows would be shifted against the others; but only a warning for one that a row may lack or
 *       that the schema does not have, since it may have been added or dropped between two logs.
 *   <li>One file per column group: group 0, which has the row ids and timestamps, missing: problem.
 *       Nothing is asked of the other groups: which there are is decided for each log anew.
 *   <li>The size is less than that of the logs: warning, as in {@link MetaCheck}. More is usual:
 *       the writer counts every file in the segment's folders.
 * </ul>
 */
final class SegmentCheck {
  private static final int PACKED = 2;

  /** Sums of it over all segments of a backup stay far from overflow. */
  private static final long ROWS_MAX = Integer.MAX_VALUE;

  /** The largest object that S3 keeps, in bytes. */
  private static final long SIZE_MAX = 53_687_091_200_000L;

  private static final int NAME_MAX = 64;

  private final CollectionMeta collection;
  private final String subject;
  private final List<FieldMeta> fields;
  private final Map<Long, FieldMeta> fieldsById;
  private final FindingList findings;

  SegmentCheck(CollectionMeta collection, List<FieldMeta> fields, FindingList findings) {
    this.collection = collection;
    this.subject = CollectionCheck.subject(collection) + ": segment ";
    this.fields = fields;
    this.fieldsById =
        fields.stream()
            .collect(Collectors.toMap(FieldMeta::fieldId, Function.identity(), (a, b) -> a));
    this.findings = findings;
  }

  void run(SegmentMeta segment, long partitionId) {
    findings.about(subject + segment.segmentId());
    findings.problemIf(segment.segmentId() <= 0, "it has no id");
    if (segment.rows() < 0 || segment.rows() > ROWS_MAX) {
      findings.problem("it has " + segment.rows() + " rows");
    }
    if (CollectionCheck.isOther(segment.collectionId(), collection.collectionId())) {
      findings.problem("it belongs to collection " + segment.collectionId());
    }
    if (segment.partitionId() != partitionId) {
      findings.problem("it belongs to partition " + segment.partitionId() + ", not " + partitionId);
    }
    // A copy, since the list makes a log anew each time it is asked for it.
    List<LogMeta> insertLogs = List.copyOf(segment.insertLogs());
    checkLogs(insertLogs);
    checkLogs(segment.deltaLogs());
    checkSize(segment);
    if (segment.l0()) {
      findings.problemIf(!insertLogs.isEmpty(), "it has only deletes, but insert logs");
    } else if (insertLogs.isEmpty()) {
      checkEmpty(segment);
    } else {
      checkFields(segment, insertLogs);
    }
  }

  private void checkEmpty(SegmentMeta segment) {
    if (segment.rows() > 0) {
      findings.problem("it has " + segment.rows() + " rows, but no insert log");
    }
    findings.warningIf(segment.rows() == 0, "it has no rows and no insert log");
  }

  private void checkLogs(List<LogMeta> logs) {
    record Name(long fieldId, String logId) {}
    Set<Name> names = new HashSet<>();
    for (LogMeta log : logs) {
      if (log.logId().isEmpty()) {
        findings.problem("a log of " + field(log.fieldId()) + " has neither log_id nor log_path");
      } else if (!isName(log.logId())) {
        findings.problem(
            "a log of "
                + field(log.fieldId())
                + " has a log_path that does not end in a log's name: '"
                + Excerpt.of(log.logId())
                + "'");
      } else if (!names.add(new Name(log.fieldId(), log.logId()))) {
        findings.problem("log " + log.logId() + " of " + field(log.fieldId()) + " is there twice");
      }
      if (log.size() < 0 || log.size() > SIZE_MAX) {
        findings.problem("log " + Excerpt.of(log.logId()) + " has " + log.size() + " bytes");
      }
    }
  }

  /** Of ASCII, as are all keys, so that they sort everywhere alike; some wrote an ending. */
  private static boolean isName(String text) {
    boolean isName = text.length() <= NAME_MAX && text.charAt(0) != '.';
    for (int i = 0; isName && i < text.length(); i++) {
      char c = text.charAt(i);
      isName =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '.'
              || c == '_'
              || c == '-';
    }
    return isName;
  }

  private void checkSize(SegmentMeta segment) {
    long sum = segment.logBytes();
    if (segment.size() < sum) {
      findings.warning("its size is " + segment.size() + ", that of its logs " + sum);
    }
  }

  private void checkFields(SegmentMeta segment, List<LogMeta> insertLogs) {
    Map<Long, Integer> counts = new HashMap<>();
    insertLogs.forEach(log -> counts.merge(log.fieldId(), 1, Integer::sum));
    if (segment.storageVersion() == PACKED) {
      findings.problemIf(!counts.containsKey(0L), "its logs lack column group 0");
      return;
    }
    for (long system : List.of(FieldMeta.ROW_ID, FieldMeta.TIMESTAMP)) {
      if (!counts.containsKey(system)) {
        findings.problem("it lacks " + field(system));
      }
    }
    for (FieldMeta field : fields) {
      if (!counts.containsKey(field.fieldId()) && !field.mayBeAbsent()) {
        findings.problem("it lacks " + field(field.fieldId()));
      }
    }
    int expected = counts.getOrDefault(FieldMeta.TIMESTAMP, 0);
    counts.forEach((id, count) -> checkCount(id, count, expected));
  }

  private void checkCount(long fieldId, int count, int expected) {
    if (count == expected || expected == 0) {
      return;
    }
    String text = field(fieldId) + " has " + count + " logs, the timestamps " + expected;
    if (mayDiffer(fieldId)) {
      findings.warning(text);
    } else {
      findings.problem(text);
    }
  }

  private boolean mayDiffer(long fieldId) {
    FieldMeta field = fieldsById.get(fieldId);
    boolean system = fieldId < FieldMeta.FIRST_USER_FIELD;
    return field == null ? !system : field.mayBeAbsent();
  }

  private String field(long fieldId) {
    FieldMeta field = fieldsById.get(fieldId);
    return field == null
        ? "field " + fieldId
        : "field " + fieldId + " '" + Excerpt.of(field.name()) + "'";
  }
}
