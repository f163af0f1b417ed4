package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Template;
import dev.refloat.local.states.eval.Values;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a distributed Map after evaluation.
 *
 * @param maxConcurrency 0 for no limit by the definition
 * @param toleratedCount failed items that are tolerated; null when not given
 * @param toleratedPercentage likewise, of all items
 * @param maxItems how many items the reader gives at most
 * @param batchItems null when not batched by count
 * @param batchBytes null when not batched by size
 * @param batchInput null when a batch has none
 * @param source Bucket and Key of the reader; null without a reader
 * @param target Bucket and Prefix of the writer; null without a writer
 */
record MapSettings(
    long maxConcurrency,
    @Nullable Long toleratedCount,
    @Nullable Double toleratedPercentage,
    long maxItems,
    @Nullable Long batchItems,
    @Nullable Long batchBytes,
    @Nullable JsonNode batchInput,
    @Nullable Place source,
    @Nullable Place target) {

  /** A bucket and a key or prefix. */
  record Place(String bucket, String key) {}

  private static final long MOST_ITEMS = 100_000_000;

  static MapSettings of(State.MapState map, State.Distributed distributed, Bindings bindings) {
    State.@Nullable ItemReader reader = distributed.reader();
    State.@Nullable ItemBatcher batcher = distributed.batcher();
    State.@Nullable ResultWriter writer = distributed.writer();
    Long maxConcurrency = whole(map.maxConcurrency(), "MaxConcurrency", bindings, 0);
    Long maxItems =
        reader == null
            ? null
            : whole(reader.maxItems(), "ItemReader/ReaderConfig/MaxItems", bindings, 1);
    Template percentage = distributed.toleratedFailurePercentage();
    Template batchInput = batcher == null ? null : batcher.batchInput();
    return new MapSettings(
        maxConcurrency == null ? 0 : maxConcurrency,
        whole(distributed.toleratedFailureCount(), "ToleratedFailureCount", bindings, 0),
        percentage == null
            ? null
            : Numbers.percentage(percentage, "ToleratedFailurePercentage", bindings),
        maxItems == null ? MOST_ITEMS : maxItems,
        batcher == null
            ? null
            : whole(batcher.maxItems(), "ItemBatcher/MaxItemsPerBatch", bindings, 1),
        batcher == null ? null : bytes(batcher.maxInputBytes(), bindings),
        batchInput == null ? null : bindings.evaluate(batchInput, "ItemBatcher/BatchInput"),
        reader == null ? null : place(reader.arguments(), "ItemReader/Arguments", "Key", bindings),
        writer == null
            ? null
            : place(writer.arguments(), "ResultWriter/Arguments", "Prefix", bindings));
  }

  boolean batched() {
    return batchItems != null || batchBytes != null;
  }

  /** Whether this many failed items of all are more than the definition tolerates. */
  boolean exceededBy(long failed, long total) {
    if (toleratedCount == null && toleratedPercentage == null) {
      return failed > 0;
    }
    return (toleratedCount != null && failed > toleratedCount)
        || (toleratedPercentage != null && failed * 100.0 > toleratedPercentage * total);
  }

  private static @Nullable Long whole(
      @Nullable Template template, String field, Bindings bindings, long least) {
    return template == null ? null : Numbers.whole(template, field, bindings, least, MOST_ITEMS);
  }

  private static @Nullable Long bytes(@Nullable Template template, Bindings bindings) {
    return template == null
        ? null
        : Numbers.whole(
            template, "ItemBatcher/MaxInputBytesPerBatch", bindings, 1, Values.PAYLOAD_LIMIT);
  }

  private static Place place(Template arguments, String field, String second, Bindings bindings) {
    JsonNode value = bindings.evaluate(arguments, field);
    if (!value.path("Bucket").isTextual() || !value.path(second).isTextual()) {
      throw StateFailed.query(
          field, "The field '%s' must give Bucket and %s as strings.".formatted(field, second));
    }
    return new Place(value.path("Bucket").textValue(), value.path(second).textValue());
  }
}
