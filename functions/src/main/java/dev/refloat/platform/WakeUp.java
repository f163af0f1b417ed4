package dev.refloat.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;

/**
 * A call that wants nothing but that the function is there: each day, so that Lambda keeps its
 * snapshot, and when a restore begins or is planned, so that its start is not waited for.
 *
 * <p>It is known by its envelope, which neither a call of the API nor an input of the state machine
 * has.
 */
public final class WakeUp {
  /** Of the events by which a restore has functions called. */
  public static final String SOURCE = "refloat.restores";

  private static final Set<String> SOURCES = Set.of("aws.scheduler", "aws.states", SOURCE);

  private WakeUp() {}

  /** Answers such a call, and says whether it was one. */
  public static boolean answered(JsonNode event, OutputStream output) throws IOException {
    if (!is(event)) {
      return false;
    }
    output.write(Json.bytes(Map.of()));
    return true;
  }

  private static boolean is(JsonNode event) {
    return event.has("detail-type") && SOURCES.contains(event.path("source").asText());
  }
}
