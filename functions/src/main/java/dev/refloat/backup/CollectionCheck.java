package dev.refloat.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks one collection against itself.
 *
 * <ul>
 *   <li>A name, or that of its database, has more than 255 characters, a slash or a control
 *       character: problem. No Milvus takes such a one, and names stand in keys of tables.
 *   <li>No id, no name, no fields, or not exactly one primary key: problem, nothing can serve it.
 *   <li>Two fields of one id or name: problem.
 *   <li>A function's input or output is no field: problem, such a schema cannot be created.
 *   <li>An index of a field that the schema does not name: warning. It is no data, and keys of the
 *       dynamic field, parts of JSON and of structs can have one.
 *   <li>A partition without id or name, or not unique, or of another collection: problem.
 *   <li>No shards: warning; a reader takes one.
 *   <li>A size is not that of its parts: warning, as in {@link MetaCheck}.
 *   <li>A segment id is not unique in the collection: problem, their files would be one.
 * </ul>
 */
final class CollectionCheck {
  private static final int NAME_MAX = 255;
  private static final String NO_NAME =
      "has more than " + NAME_MAX + " characters, a slash or a control character";

  private final CollectionMeta collection;
  private final FindingList findings;
  private final List<FieldMeta> fields;

  CollectionCheck(CollectionMeta collection, FindingList findings) {
    this.collection = collection;
    this.findings = findings;
    this.fields = collection.fields();
  }

  static String subject(CollectionMeta collection) {
    return Excerpt.of(collection.qualifiedName())
        + " (collection "
        + collection.collectionId()
        + ")";
  }

  void run() {
    findings.about(subject(collection));
    findings.problemIf(collection.collectionId() <= 0, "it has no id");
    findings.problemIf(collection.name().isEmpty(), "it has no name");
    findings.problemIf(!isName(collection.name()), "its name cannot be one: it " + NO_NAME);
    findings.problemIf(
        !isName(collection.dbName()), "its database's name cannot be one: it " + NO_NAME);
    findings.warningIf(collection.shards() <= 0, "it has no number of shards");
    long sum =
        collection.partitions().stream().mapToLong(PartitionMeta::size).sum()
            + collection.l0Segments().stream().mapToLong(SegmentMeta::size).sum();
    findings.warningIf(
        sum != collection.size(),
        "its size is " + collection.size() + ", that of its partitions and deletes " + sum);
    checkFields();
    checkFunctions();
    checkIndexes();
    checkPartitions();
    checkSegments();
  }

  private static boolean isName(String name) {
    return name.length() <= NAME_MAX
        && name.indexOf('/') < 0
        && name.chars().noneMatch(Character::isISOControl);
  }

  private void checkFields() {
    findings.problemIf(fields.isEmpty(), "its schema has no fields");
    long keys = fields.stream().filter(FieldMeta::primaryKey).count();
    findings.problemIf(
        !fields.isEmpty() && keys != 1, "its schema has " + keys + " primary keys, not 1");
    Set<Long> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (FieldMeta field : fields) {
      boolean idTaken = !ids.add(field.fieldId());
      boolean nameTaken = !names.add(field.name());
      findings.problemIf(
          idTaken || nameTaken,
          "field " + field.fieldId() + " '" + Excerpt.of(field.name()) + "' is not unique");
    }
  }

  private void checkFunctions() {
    Set<String> names = names();
    for (JsonNode function : collection.schema().path("functions")) {
      for (String side : List.of("input_field_names", "output_field_names")) {
        for (JsonNode name : function.path(side)) {
          boolean none = name.isContainerNode() && name.isEmpty();
          findings.problemIf(
              !none && !names.contains(name.asText("")),
              "function '"
                  + Excerpt.of(function.path("name").asText(""))
                  + "' names a field that is not there: '"
                  + Excerpt.of(name.asText(""))
                  + "'");
        }
      }
    }
  }

  private void checkIndexes() {
    Set<String> names = names();
    for (IndexMeta index : collection.indexes()) {
      findings.warningIf(
          !names.contains(index.fieldName()),
          "index '"
              + Excerpt.of(index.name())
              + "' is of '"
              + Excerpt.of(index.fieldName())
              + "', which is no field");
    }
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    fields.forEach(f -> names.add(f.name()));
    for (JsonNode struct : collection.schema().path("struct_array_fields")) {
      names.add(struct.path("name").asText(""));
      for (JsonNode field : struct.path("fields")) {
        names.add(field.path("name").asText(""));
      }
    }
    return names;
  }

  private void checkPartitions() {
    Set<Long> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (PartitionMeta partition : collection.partitions()) {
      findings.about(subject(collection) + ": partition " + partition.partitionId());
      findings.problemIf(partition.partitionId() <= 0, "it has no id");
      findings.problemIf(partition.name().isEmpty(), "it has no name");
      findings.problemIf(!ids.add(partition.partitionId()), "its id is not unique");
      findings.problemIf(
          !names.add(partition.name()),
          "its name '" + Excerpt.of(partition.name()) + "' is not unique");
      findings.problemIf(
          isOther(partition.collectionId(), collection.collectionId()),
          "it belongs to collection " + partition.collectionId());
      long sum = partition.segments().stream().mapToLong(SegmentMeta::size).sum();
      findings.warningIf(
          sum != partition.size(),
          "its size is " + partition.size() + ", that of its segments " + sum);
    }
  }

  private void checkSegments() {
    Set<Long> ids = new HashSet<>();
    var check = new SegmentCheck(collection, fields, findings);
    for (PartitionMeta partition : collection.partitions()) {
      for (SegmentMeta segment : partition.segments()) {
        check.run(segment, partition.partitionId());
        findings.problemIf(!ids.add(segment.segmentId()), "its id is not unique");
      }
    }
    for (SegmentMeta segment : collection.l0Segments()) {
      check.run(segment, SegmentMeta.ALL_PARTITIONS);
      findings.problemIf(!ids.add(segment.segmentId()), "its id is not unique");
      findings.problemIf(!segment.l0(), "it stands among the deletes but is not marked so");
    }
  }

  /** The meta may leave an id out, but not name another. */
  static boolean isOther(long said, long known) {
    return said != 0 && said != known;
  }
}
