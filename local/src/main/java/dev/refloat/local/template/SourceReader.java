package dev.refloat.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads functions' events of the types {@code DynamoDB} and {@code SQS}. */
final class SourceReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How hard AWS tries, how much at once, and where it puts what nobody took. */
  private static final Set<String> STREAM_DELIVERY =
      Set.of(
          "BisectBatchOnFunctionError",
          "DestinationConfig",
          "MaximumBatchingWindowInSeconds",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "ParallelizationFactor");

  private static final Set<String> QUEUE_DELIVERY =
      Set.of("MaximumBatchingWindowInSeconds", "ScalingConfig");

  private static final Pattern TABLE =
      Pattern.compile(".*:table/([A-Za-z0-9_.-]+)" + ResourceNames.STREAM);

  private SourceReader() {}

  /** The changes of a table; a source that is switched off is empty. */
  static Optional<StreamSource> stream(String name, Section properties, String functionArn) {
    properties.allow(
        Set.of(
            "BatchSize",
            "Enabled",
            "FilterCriteria",
            "FunctionResponseTypes",
            "StartingPosition",
            "Stream"),
        STREAM_DELIVERY);
    Matcher table = TABLE.matcher(properties.text("Stream"));
    if (!table.matches()) {
      throw properties.error("Stream", "the StreamArn of a table of the template is expected");
    }
    if (!properties.text("StartingPosition").equals("TRIM_HORIZON")) {
      throw properties.error("StartingPosition", "the local stack knows TRIM_HORIZON only");
    }
    if (!properties.texts("FunctionResponseTypes").equals(List.of("ReportBatchItemFailures"))) {
      throw properties.error(
          "FunctionResponseTypes", "the local stack knows ReportBatchItemFailures only");
    }
    return isOn(properties)
        ? Optional.of(
            new StreamSource(
                name,
                table.group(1),
                functionArn,
                properties.integer("BatchSize", 100),
                patterns(properties)))
        : Optional.empty();
  }

  /** The messages of a queue; a source that is switched off is empty. */
  static Optional<QueueSource> queue(Section properties, String functionArn) {
    properties.allow(Set.of("BatchSize", "Enabled", "Queue"), QUEUE_DELIVERY);
    if (properties.integer("BatchSize", 10) != 1) {
      throw properties.error("BatchSize", "the local stack delivers messages one by one");
    }
    return isOn(properties)
        ? Optional.of(new QueueSource(properties.text("Queue"), functionArn))
        : Optional.empty();
  }

  private static boolean isOn(Section properties) {
    return !properties.has("Enabled") || properties.flag("Enabled");
  }

  private static List<JsonNode> patterns(Section properties) {
    return properties
        .section("FilterCriteria")
        .allow(Set.of("Filters"), Set.of())
        .sections("Filters")
        .stream()
        .map(filter -> filter.allow(Set.of("Pattern"), Set.of()))
        .map(SourceReader::pattern)
        .toList();
  }

  private static JsonNode pattern(Section filter) {
    try {
      return JSON.readTree(filter.text("Pattern"));
    } catch (JsonProcessingException e) {
      throw filter.error("Pattern", "is not JSON");
    }
  }
}
