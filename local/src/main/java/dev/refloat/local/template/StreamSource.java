package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A function that gets the changes of a table.
 *
 * @param table its name
 * @param batchSize changes in one call, at most
 * @param patterns a change is told where one of them matches, or where there is none
 */
public record StreamSource(
    String name, String table, String functionArn, int batchSize, List<JsonNode> patterns) {
  public StreamSource {
    patterns = List.copyOf(patterns);
  }
}
