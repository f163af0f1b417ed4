package dev.refloat.local.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meta of a backup, one record per message of milvus-backup's {@code backup.proto}, with the
 * JSON names its Go structs have. Zero, empty and null are left out, except where Go does not say
 * {@code omitempty}.
 */
final class Meta {
  /** {@code NON_DEFAULT} for all types is what Go calls {@code omitempty}. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(Include.NON_DEFAULT, Include.ALWAYS))
          .build();

  private Meta() {}

  static ObjectNode json(Object message) {
    return JSON.valueToTree(message);
  }

  /** The root of a level file. */
  record Level<T>(List<T> infos) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Backup(
      String id,
      @JsonInclude(Include.ALWAYS) int stateCode,
      String name,
      List<Collection> collectionBackups,
      @JsonInclude(Include.ALWAYS) long size,
      String milvusVersion,
      @Nullable Rbac rbacMeta,
      List<Database> databaseBackups,
      List<String> physicalChannelNames) {

    /** What {@code backup_meta.json} holds: no collections, no users, no databases. */
    Backup head() {
      return new Backup(
          id, stateCode, name, List.of(), size, milvusVersion, null, List.of(), List.of());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Collection(
      String id,
      long collectionId,
      String dbName,
      String collectionName,
      Schema schema,
      int shardsNum,
      int consistencyLevel,
      List<Partition> partitionBackups,
      long backupTimestamp,
      @JsonInclude(Include.ALWAYS) long size,
      @JsonInclude(Include.ALWAYS) boolean hasIndex,
      List<Index> indexInfos,
      String loadState,
      long backupPhysicalTimestamp,
      Map<String, String> channelCheckpoints,
      @JsonProperty("l0_segments") List<Segment> l0Segments,
      List<KeyValue> properties,
      long dbId,
      long createdTimestamp,
      List<String> virtualChannelNames,
      List<String> physicalChannelNames,
      List<String> aliases) {

    /**
     * As in {@code collection_meta.json}: its partitions without segments, no collection-level
     * deletes.
     */
    Collection withoutSegments() {
      return new Collection(
          id,
          collectionId,
          dbName,
          collectionName,
          schema,
          shardsNum,
          consistencyLevel,
          partitionBackups.stream().map(Partition::withoutSegments).toList(),
          backupTimestamp,
          size,
          hasIndex,
          indexInfos,
          loadState,
          backupPhysicalTimestamp,
          channelCheckpoints,
          List.of(),
          properties,
          dbId,
          createdTimestamp,
          virtualChannelNames,
          physicalChannelNames,
          aliases);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Partition(
      long partitionId,
      String partitionName,
      long collectionId,
      List<Segment> segmentBackups,
      @JsonInclude(Include.ALWAYS) long size,
      String loadState) {

    Partition withoutSegments() {
      return new Partition(partitionId, partitionName, collectionId, List.of(), size, loadState);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({
    "segment_id",
    "collection_id",
    "partition_id",
    "num_of_rows",
    "binlogs",
    "deltalogs",
    "size",
    "group_id",
    "is_l0",
    "v_channel",
    "storage_version"
  })
  record Segment(
      long segmentId,
      long collectionId,
      long partitionId,
      long numOfRows,
      List<FieldLogs> binlogs,
      List<FieldLogs> deltalogs,
      @JsonInclude(Include.ALWAYS) long size,
      long groupId,
      @JsonProperty("is_l0") boolean isL0,
      String vChannel,
      long storageVersion) {}

  /**
   * The logs of one field; delta logs have no field, and a segment without deletes has one empty
   * entry.
   */
  record FieldLogs(@JsonProperty("fieldID") long fieldId, List<Log> binlogs) {
    static final FieldLogs NONE = new FieldLogs(0, List.of());
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Log(String logPath, @JsonInclude(Include.ALWAYS) long logSize, long logId) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Schema(
      String name,
      String description,
      @JsonProperty("autoID") boolean autoId,
      List<FieldSchema> fields,
      boolean enableDynamicField,
      List<KeyValue> properties,
      List<Function> functions,
      @JsonProperty("struct_array_fields") List<StructField> structArrayFields) {
    Schema(
        String name,
        String description,
        boolean autoId,
        List<FieldSchema> fields,
        boolean enableDynamicField,
        List<KeyValue> properties) {
      this(name, description, autoId, fields, enableDynamicField, properties, List.of(), List.of());
    }
  }

  /**
   * What computes a field from others.
   *
   * @param type 1 is BM25, 2 a text embedding
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Function(
      String name,
      long id,
      int type,
      List<String> inputFieldNames,
      List<Long> inputFieldIds,
      List<String> outputFieldNames,
      List<Long> outputFieldIds) {}

  /** An array of structs; each of its fields has logs, and it has none itself. */
  record StructField(
      @JsonProperty("fieldID") long fieldId, String name, List<FieldSchema> fields) {}

  record KeyValue(String key, String value) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Index(
      String fieldName,
      String indexName,
      String indexType,
      Map<String, String> params,
      long indexId) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Database(String dbName, long dbId, List<KeyValue> properties) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Rbac(
      List<User> users,
      List<Name> roles,
      List<Grant> grants,
      List<PrivilegeGroup> privilegeGroups) {}

  record Name(String name) {}

  record User(String user, String password, List<Name> roles) {
    /** Without the hash. */
    @Override
    public String toString() {
      return "User[user=" + user + ", roles=" + roles + "]";
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Grant(Name role, Name object, String objectName, Grantor grantor, String dbName) {}

  record Grantor(Name user, Name privilege) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record PrivilegeGroup(String groupName, List<Name> privileges) {}
}
