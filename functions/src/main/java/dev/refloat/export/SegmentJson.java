package dev.refloat.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A segment as milvus-backup's meta has it. There is no {@code group_id}: the layout of the files
 * has no such folder.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({
  "segment_id",
  "collection_id",
  "partition_id",
  "num_of_rows",
  "binlogs",
  "deltalogs",
  "size",
  "is_l0",
  "v_channel",
  "storage_version"
})
record SegmentJson(
    long segmentId,
    long collectionId,
    long partitionId,
    long numOfRows,
    List<FieldLogs> binlogs,
    List<FieldLogs> deltalogs,
    @JsonInclude(Include.ALWAYS) long size,
    @JsonProperty("is_l0") boolean isL0,
    String vChannel,
    long storageVersion) {

  /** Delta logs have no field. */
  record FieldLogs(@JsonProperty("fieldID") long fieldId, List<LogJson> binlogs) {}

  /**
   * A file.
   *
   * @param logPath its key in the data bucket
   * @param logId 0 where its name is no number: then readers take the last part of the path
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record LogJson(String logPath, @JsonInclude(Include.ALWAYS) long logSize, long logId) {}

  static SegmentJson of(String insertFolder, String deltaFolder, SegmentFiles files) {
    String[] ids = files.path().split("/", -1);
    Map<Long, List<LogJson>> fields = new TreeMap<>();
    List<LogJson> deletes = new ArrayList<>();
    for (SegmentFiles.Log log : files.logs()) {
      if (log.isDelta()) {
        deletes.add(json(deltaFolder + files.path(), log));
      } else {
        fields
            .computeIfAbsent(log.fieldId(), _ -> new ArrayList<>())
            .add(json(insertFolder + files.path() + log.fieldId() + "/", log));
      }
    }
    return new SegmentJson(
        Long.parseLong(files.segment().segmentId()),
        Long.parseLong(ids[0]),
        Long.parseLong(ids[1]),
        files.segment().rows(),
        fields.entrySet().stream().map(f -> new FieldLogs(f.getKey(), f.getValue())).toList(),
        deletes.isEmpty() ? List.of() : List.of(new FieldLogs(0, deletes)),
        files.bytes(),
        files.segment().isL0(),
        files.segment().vChannel(),
        files.segment().storageVersion());
  }

  private static LogJson json(String folder, SegmentFiles.Log log) {
    boolean number = log.logId().matches("[1-9][0-9]{0,17}");
    return new LogJson(folder + log.logId(), log.size(), number ? Long.parseLong(log.logId()) : 0);
  }
}
