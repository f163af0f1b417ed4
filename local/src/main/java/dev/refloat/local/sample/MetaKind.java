package dev.refloat.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message of the meta, with the names of what its writer leaves out or writes oddly.
 *
 * @param lists that it may have
 * @param nulls fields that may be null where they are zero
 */
record MetaKind(List<Lists> lists, List<String> nulls) {
  static final MetaKind LOG = new MetaKind(List.of(), List.of("log_id"));
  static final MetaKind FIELD_LOGS =
      new MetaKind(List.of(new Lists("binlogs", LOG)), List.of("fieldID"));
  static final MetaKind SEGMENT =
      new MetaKind(
          List.of(new Lists("binlogs", FIELD_LOGS), new Lists("deltalogs", FIELD_LOGS)),
          List.of("group_id", "is_l0", "storage_version", "num_of_rows", "v_channel"));
  static final MetaKind PARTITION =
      new MetaKind(List.of(new Lists("segment_backups", SEGMENT)), List.of("load_state"));
  static final MetaKind PAIR = new MetaKind(List.of(), List.of());
  static final MetaKind FIELD =
      new MetaKind(
          List.of(new Lists("type_params", PAIR), new Lists("index_params", PAIR)),
          List.of("nullable", "is_dynamic", "is_primary_key", "default_value_base64"));
  static final MetaKind FUNCTION = new MetaKind(List.of(new Lists("params", PAIR)), List.of());
  static final MetaKind STRUCT = new MetaKind(List.of(new Lists("fields", FIELD)), List.of());
  static final MetaKind SCHEMA =
      new MetaKind(
          List.of(
              new Lists("fields", FIELD),
              new Lists("properties", PAIR),
              new Lists("functions", FUNCTION),
              new Lists("struct_array_fields", STRUCT)),
          List.of("description", "enable_dynamic_field"));
  static final MetaKind INDEX = new MetaKind(List.of(), List.of("params"));
  static final MetaKind ALIAS = new MetaKind(List.of(), List.of());
  static final MetaKind COLLECTION =
      new MetaKind(
          List.of(
              new Lists("partition_backups", PARTITION),
              new Lists("index_infos", INDEX),
              new Lists("l0_segments", SEGMENT),
              new Lists("properties", PAIR),
              new Lists("aliases", ALIAS)),
          List.of("db_name", "consistency_level", "channel_checkpoints"));
  static final MetaKind DATABASE = new MetaKind(List.of(new Lists("properties", PAIR)), List.of());
  static final MetaKind NAME = new MetaKind(List.of(), List.of());
  static final MetaKind USER = new MetaKind(List.of(new Lists("roles", NAME)), List.of());
  static final MetaKind GRANT = new MetaKind(List.of(), List.of("db_name"));
  static final MetaKind PRIVILEGE_GROUP =
      new MetaKind(List.of(new Lists("privileges", NAME)), List.of());
  static final MetaKind RBAC =
      new MetaKind(
          List.of(
              new Lists("users", USER),
              new Lists("roles", NAME),
              new Lists("grants", GRANT),
              new Lists("privilege_groups", PRIVILEGE_GROUP)),
          List.of());
  static final MetaKind BACKUP =
      new MetaKind(
          List.of(
              new Lists("collection_backups", COLLECTION), new Lists("database_backups", DATABASE)),
          List.of("start_time", "format", "rbac_meta"));

  /** A list in a message, and what is in it. */
  record Lists(String name, MetaKind of) {}

  MetaKind {
    lists = List.copyOf(lists);
    nulls = List.copyOf(nulls);
  }

  /**
   * Says the same with fields that no reader knows, with {@code [{}]} for each list that is none
   * and at the end of those that are some, and with nulls for zeros.
   */
  void makeOdd(ObjectNode message) {
    for (Lists list : lists) {
      ArrayNode elements = message.withArray(list.name());
      elements.forEach(list.of()::makeOddIfMessage);
      elements.addObject();
    }
    if (message.get("schema") instanceof ObjectNode schema) {
      SCHEMA.makeOdd(schema);
    }
    if (message.get("rbac_meta") instanceof ObjectNode rbac) {
      RBAC.makeOdd(rbac);
    }
    nulls.stream().filter(name -> !message.has(name)).forEach(message::putNull);
    message.putObject("of_a_later_writer").putArray("values").add(1).add("two").addNull();
  }

  private void makeOddIfMessage(JsonNode element) {
    if (element instanceof ObjectNode message) {
      makeOdd(message);
    }
  }
}
