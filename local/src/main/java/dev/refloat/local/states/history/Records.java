package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the records in a journal. {@code kind} tells what a record is, {@code execution}
 * whose it is.
 */
final class Records {

  static final String START = "start";
  static final String EVENT = "event";
  static final String END = "end";
  static final String REDRIVE = "redrive";
  static final String TOLD = "told";
  static final String MAP_RUN = "mapRun";
  static final String MAP_RUN_END = "mapRunEnd";
  static final String MAP_RUN_REDRIVE = "mapRunRedrive";

  private Records() {}

  static ObjectNode of(String kind, int execution) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind).put("execution", execution);
  }

  static ObjectNode start(int execution, ExecutionStart start) {
    return of(START, execution)
        .put("arn", start.arn())
        .put("name", start.name())
        .put("machineArn", start.machineArn())
        .put("roleArn", start.roleArn())
        .put("express", start.express())
        .put("at", start.startDate().toEpochMilli())
        .put("input", start.input())
        .put("definition", start.definition())
        .put("mapRunArn", start.mapRunArn())
        .put("index", start.index())
        .put("items", start.items());
  }

  static ExecutionStart start(JsonNode record) {
    return new ExecutionStart(
        record.path("arn").asText(),
        record.path("name").asText(),
        record.path("machineArn").asText(),
        record.path("roleArn").asText(),
        record.path("express").asBoolean(),
        at(record),
        record.path("input").asText(),
        text(record, "definition"),
        text(record, "mapRunArn"),
        record.path("index").asInt(),
        record.path("items").asInt());
  }

  static ObjectNode end(int execution, End end) {
    return of(END, execution)
        .put("status", end.status().name())
        .put("at", end.stopDate().toEpochMilli())
        .put("output", end.output())
        .put("error", end.error())
        .put("cause", end.cause());
  }

  static End end(JsonNode record) {
    return new End(
        Status.valueOf(record.path("status").asText()),
        at(record),
        text(record, "output"),
        text(record, "error"),
        text(record, "cause"));
  }

  static ObjectNode mapRun(MapRunStart start) {
    return of(MAP_RUN, start.execution())
        .put("arn", start.arn())
        .put("label", start.label())
        .put("express", start.express())
        .put("maxConcurrency", start.maxConcurrency())
        .put("toleratedFailureCount", start.toleratedFailureCount())
        .put("toleratedFailurePercentage", start.toleratedFailurePercentage())
        .put("at", start.startDate().toEpochMilli());
  }

  static MapRunStart mapRun(JsonNode record) {
    return new MapRunStart(
        record.path("arn").asText(),
        record.path("execution").asInt(),
        record.path("label").asText(),
        record.path("express").asBoolean(),
        record.path("maxConcurrency").asLong(),
        record.path("toleratedFailureCount").asLong(),
        record.path("toleratedFailurePercentage").asDouble(),
        at(record));
  }

  static Instant at(JsonNode record) {
    return Instant.ofEpochMilli(record.path("at").asLong());
  }

  static @Nullable String text(JsonNode record, String field) {
    JsonNode value = record.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }
}
