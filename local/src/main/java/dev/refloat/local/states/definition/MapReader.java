package dev.refloat.local.states.definition;

import dev.refloat.local.states.definition.Fields.Reading;
import dev.refloat.local.states.eval.Template;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a Map state, inline or distributed. */
final class MapReader {

  private static final Pattern FORBIDDEN_IN_LABELS =
      Pattern.compile("[\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"/\\p{Cntrl}]");
  private static final int LONGEST_LABEL = 40;
  private static final double MOST_ITEMS = 100_000_000;

  private final Set<String> labels = new HashSet<>();

  private record Mode(boolean distributed, boolean express) {}

  State read(String name, Fields fields, FlowReader flows) {
    @Nullable Template items = fields.template("Items", Reading.INPUT);
    if (items != null
        && !items.isExpression()
        && !items.json().isArray()
        && !items.json().isObject()) {
      fields.wrong("Items", "must be an array, an object or an expression that gives one");
    }
    Mode mode = new Mode(false, false);
    Flow flow = new Flow("", Map.of());
    @Nullable Fields processor = fields.object("ItemProcessor");
    if (processor == null) {
      fields.wrong("ItemProcessor", "is required");
    } else {
      mode = mode(processor.object("ProcessorConfig"));
      flow = flows.read(processor);
      processor.refuseOthers("an ItemProcessor");
    }
    return new State.MapState(
        name,
        items,
        fields.template("ItemSelector", Reading.INPUT),
        fields.number("MaxConcurrency", 0, MOST_ITEMS),
        flow,
        // An inline Map leaves the fields of a distributed one untaken, so they are refused as
        // unknown.
        mode.distributed() ? distributed(name, fields, mode.express(), items != null) : null,
        StateReader.exit(fields, Reading.RESULT),
        HandlersReader.read(fields));
  }

  private static Mode mode(@Nullable Fields config) {
    if (config == null) {
      return new Mode(false, false);
    }
    String mode = config.has("Mode") ? config.requiredText("Mode") : "INLINE";
    if (mode.equals("INLINE")) {
      config.refuseOthers("the ProcessorConfig of an inline Map");
      return new Mode(false, false);
    }
    if (!mode.equals("DISTRIBUTED")) {
      config.wrong("Mode", "must be INLINE or DISTRIBUTED");
    }
    String type = config.requiredText("ExecutionType");
    if (!type.equals("STANDARD") && !type.equals("EXPRESS")) {
      config.wrong("ExecutionType", "must be STANDARD or EXPRESS");
    }
    config.refuseOthers("a ProcessorConfig");
    return new Mode(true, type.equals("EXPRESS"));
  }

  private State.Distributed distributed(
      String name, Fields fields, boolean express, boolean hasItems) {
    State.@Nullable ItemReader reader = reader(fields.object("ItemReader"));
    if (reader != null && hasItems) {
      fields.wrong("Items", "and 'ItemReader' cannot both be there");
    }
    return new State.Distributed(
        express,
        label(name, fields),
        reader,
        batcher(fields.object("ItemBatcher")),
        writer(fields.object("ResultWriter")),
        fields.number("ToleratedFailureCount", 0, MOST_ITEMS),
        fields.number("ToleratedFailurePercentage", 0, 100));
  }

  // Step Functions makes up a label where none is given; here it is the state's name, so that ARNs
  // can be foretold.
  private String label(String name, Fields fields) {
    String label;
    if (fields.has("Label")) {
      label = fields.requiredText("Label");
      if (label.length() > LONGEST_LABEL || FORBIDDEN_IN_LABELS.matcher(label).find()) {
        fields.wrong(
            "Label",
            "must have at most 40 characters, none of them white space, a control or one of ?*<>{}[]:;,\\|^~$#%&`\"/");
      }
    } else {
      label = FORBIDDEN_IN_LABELS.matcher(name).replaceAll("-");
      label = label.substring(0, Math.min(label.length(), LONGEST_LABEL));
    }
    if (!labels.add(label)) {
      fields.wrong("Label", "must be unique in the state machine, '%s' is not".formatted(label));
    }
    return label;
  }

  private static State.@Nullable ItemReader reader(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    resource(fields, "arn:aws:states:::s3:getObject");
    @Nullable Template arguments = arguments(fields, "Bucket", "Key");
    State.InputType type = State.InputType.JSON;
    @Nullable Template maxItems = null;
    @Nullable String pointer = null;
    @Nullable Fields config = fields.object("ReaderConfig");
    if (config == null) {
      fields.wrong("ReaderConfig", "is required, with InputType JSON or JSONL");
    } else {
      String text = config.requiredText("InputType");
      if (text.equals("JSONL")) {
        type = State.InputType.JSONL;
      } else if (!text.equals("JSON")) {
        config.wrong("InputType", "must be JSON or JSONL, nothing else is read here");
      }
      maxItems = config.number("MaxItems", 1, MOST_ITEMS);
      pointer = type == State.InputType.JSON ? config.text("ItemsPointer") : null;
      if (pointer != null && !pointer.startsWith("/")) {
        config.wrong("ItemsPointer", "must be a JSON pointer, which starts with '/'");
        pointer = null;
      }
      config.refuseOthers("this ReaderConfig");
    }
    fields.refuseOthers("an ItemReader");
    return arguments == null ? null : new State.ItemReader(type, arguments, maxItems, pointer);
  }

  private static State.@Nullable ItemBatcher batcher(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    @Nullable Template items = fields.number("MaxItemsPerBatch", 1, MOST_ITEMS);
    @Nullable Template bytes = fields.number("MaxInputBytesPerBatch", 1, 256 * 1024);
    @Nullable Template input = fields.template("BatchInput", Reading.INPUT);
    if (items == null && bytes == null) {
      fields.wrong("MaxItemsPerBatch", "or 'MaxInputBytesPerBatch' is required");
    }
    fields.refuseOthers("an ItemBatcher");
    return new State.ItemBatcher(items, bytes, input);
  }

  private static State.@Nullable ResultWriter writer(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    resource(fields, "arn:aws:states:::s3:putObject");
    @Nullable Template arguments = arguments(fields, "Bucket", "Prefix");
    fields.refuseOthers("a ResultWriter");
    return arguments == null ? null : new State.ResultWriter(arguments);
  }

  private static void resource(Fields fields, String only) {
    String resource = fields.requiredText("Resource");
    if (!resource.isEmpty() && !resource.equals(only)) {
      fields.wrong("Resource", "must be '%s', nothing else is known here".formatted(only));
    }
  }

  private static @Nullable Template arguments(Fields fields, String first, String second) {
    @Nullable Template arguments = fields.template("Arguments", Reading.INPUT);
    if (arguments == null) {
      fields.wrong("Arguments", "is required, with %s and %s".formatted(first, second));
      return null;
    }
    if (!arguments.isExpression()) {
      arguments
          .json()
          .fieldNames()
          .forEachRemaining(
              field -> {
                if (!field.equals(first) && !field.equals(second)) {
                  fields.wrong("Arguments/" + field, "is not known here");
                }
              });
      for (String needed : new String[] {first, second}) {
        if (!arguments.json().path(needed).isTextual()) {
          fields.wrong("Arguments/" + needed, "is required and must be a string");
        }
      }
    }
    return arguments;
  }
}
