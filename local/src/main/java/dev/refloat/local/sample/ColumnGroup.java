package dev.refloat.local.sample;

import dev.refloat.local.sample.ParquetColumn.Filled;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fields whose values are in one file.
 *
 * @param id of the only field; or of a column group: 0 for that of the short fields, else the field
 *     that needs a file of its own
 */
record ColumnGroup(long id, List<FieldSchema> fields) {
  ColumnGroup {
    fields = List.copyOf(fields);
  }

  /** As a segment has them, by storage version: each field alone, or the short ones together. */
  static List<ColumnGroup> of(List<FieldSchema> fields, boolean packed) {
    List<ColumnGroup> groups = new ArrayList<>();
    List<FieldSchema> together = new ArrayList<>();
    for (FieldSchema field : fields) {
      if (packed && !field.dataType().isWide()) {
        together.add(field);
      } else {
        groups.add(new ColumnGroup(field.fieldId(), List.of(field)));
      }
    }
    if (!together.isEmpty()) {
      groups.addFirst(new ColumnGroup(0, together));
    }
    return groups;
  }

  List<Filled> filled(boolean packed, SplittableRandom random) {
    return fields.stream()
        .map(
            field ->
                new Filled(
                    packed ? ParquetColumn.packedType(field) : ParquetColumn.type(field),
                    FieldValues.of(field, random)))
        .toList();
  }
}
