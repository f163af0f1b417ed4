package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The context object, {@code $states.context}. */
final class Context {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Context() {}

  static String text(Instant instant) {
    return MILLIS.format(instant);
  }

  static ObjectNode of(
      Execution execution,
      String state,
      Instant entered,
      int retryCount,
      @Nullable JsonNode mapItem) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    ObjectNode run = context.putObject("Execution");
    run.put("Id", execution.log().arn());
    run.set("Input", execution.input());
    run.put("Name", execution.log().name());
    run.put("RoleArn", execution.roleArn());
    run.put("StartTime", text(execution.log().startDate()));
    run.put("RedriveCount", execution.log().redriveCount());
    Instant redriven = execution.log().redriveDate();
    if (redriven != null) {
      run.put("RedriveTime", text(redriven));
    }
    context
        .putObject("State")
        .put("EnteredTime", text(entered))
        .put("Name", state)
        .put("RetryCount", retryCount);
    String machineArn = execution.log().machineArn();
    context
        .putObject("StateMachine")
        .put("Id", machineArn)
        .put("Name", machineArn.substring(machineArn.lastIndexOf(':') + 1));
    if (mapItem != null) {
      context.putObject("Map").set("Item", mapItem);
    }
    return context;
  }

  /** The part of the context object that an iteration adds. */
  static ObjectNode item(int index, JsonNode value) {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("Index", index);
    item.set("Value", value);
    return item;
  }
}
