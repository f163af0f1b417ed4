package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;

/** The items of a Map that are in the payload, and what each becomes as an iteration's input. */
final class Items {

  private Items() {}

  /** What Items gives, or the state's input. */
  static JsonNode array(State.MapState map, Visit visit, Bindings bindings) {
    if (map.items() != null) {
      JsonNode items = bindings.evaluate(map.items(), "Items");
      if (!items.isArray()) {
        throw Numbers.wrongType(map.items(), "Items", "array", items);
      }
      return items;
    }
    if (!visit.input().isArray()) {
      throw StateFailed.query(
          "Items", "Map state input must be an array but was: " + Values.text(visit.input()));
    }
    return visit.input();
  }

  /** The input of the iteration: the item, or what ItemSelector makes of it. */
  static JsonNode select(
      State.MapState map, Visit visit, Bindings bindings, int index, JsonNode item) {
    if (map.itemSelector() == null) {
      return item;
    }
    Bindings forItem = bindings.withContext(visit.context(Context.item(index, item)));
    return forItem.evaluate(map.itemSelector(), "ItemSelector");
  }
}
