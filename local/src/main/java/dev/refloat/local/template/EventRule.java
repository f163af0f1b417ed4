package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A rule of the default event bus.
 *
 * @param targetArns functions or queues that get the whole event
 */
public record EventRule(String name, JsonNode pattern, List<String> targetArns) {
  public EventRule {
    targetArns = List.copyOf(targetArns);
  }
}
