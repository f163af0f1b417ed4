package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.Values;
import org.jspecify.annotations.Nullable;

/**
 * What the children of a Map Run get as input: the items one by one or in batches, in their order.
 */
final class ChildInputs {

  /** The input of one child, made of this many items. */
  record Child(JsonNode input, int items) {}

  private final State.MapState map;
  private final Visit visit;
  private final Bindings bindings;
  private final MapSettings settings;
  private final ItemSource source;
  private @Nullable JsonNode ahead;
  private int index;

  ChildInputs(
      State.MapState map, Visit visit, Bindings bindings, MapSettings settings, ItemSource source) {
    this.map = map;
    this.visit = visit;
    this.bindings = bindings;
    this.settings = settings;
    this.source = source;
  }

  /** The next child's input, or null when all items are given out. */
  @Nullable Child next() {
    JsonNode first = take();
    if (first == null) {
      return null;
    }
    if (!settings.batched()) {
      return new Child(Values.limited(first, map.name()), 1);
    }
    ObjectNode batch = Values.JSON.createObjectNode();
    if (settings.batchInput() != null) {
      batch.set("BatchInput", settings.batchInput());
    }
    ArrayNode items = batch.putArray("Items").add(first);
    // Every further item costs its own text and a comma.
    long bytes = Values.size(batch);
    long mostBytes = settings.batchBytes() == null ? Values.PAYLOAD_LIMIT : settings.batchBytes();
    long mostItems = settings.batchItems() == null ? Long.MAX_VALUE : settings.batchItems();
    if (bytes > mostBytes) {
      throw Values.tooLarge(map.name());
    }
    while (items.size() < mostItems) {
      JsonNode item = take();
      if (item == null) {
        break;
      }
      bytes += Values.size(item) + 1;
      if (bytes > mostBytes) {
        ahead = item;
        break;
      }
      items.add(item);
    }
    return new Child(batch, items.size());
  }

  private @Nullable JsonNode take() {
    JsonNode item = ahead;
    if (item != null) {
      ahead = null;
      return item;
    }
    item = source.next();
    return item == null ? null : Items.select(map, visit, bindings, index++, item);
  }
}
