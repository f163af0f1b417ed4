package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.Values;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pieces that answers share. Times are seconds since the epoch with milliseconds as fraction. */
final class Answers {

  private Answers() {}

  static ObjectNode object() {
    return Values.JSON.createObjectNode();
  }

  static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  static void putTime(ObjectNode answer, String member, @Nullable Instant instant) {
    if (instant != null) {
      answer.put(member, seconds(instant));
    }
  }

  static void putText(ObjectNode answer, String member, @Nullable String text) {
    if (text != null) {
      answer.put(member, text);
    }
  }
}
