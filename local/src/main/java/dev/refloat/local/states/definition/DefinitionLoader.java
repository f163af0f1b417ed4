package dev.refloat.local.states.definition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads a definition in the Amazon States Language, query language JSONata, and refuses whatever
 * the interpreter would not obey, so that no field is ever silently without effect.
 */
public final class DefinitionLoader {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final long LONGEST_SECONDS = 99_999_999;

  private final Predicate<String> knowsResource;

  /** Resources of Task states are accepted when the predicate says so. */
  public DefinitionLoader(Predicate<String> knowsResource) {
    this.knowsResource = knowsResource;
  }

  /**
   * Loads a definition.
   *
   * @throws InvalidDefinition with all findings
   */
  public Machine load(String definition) throws InvalidDefinition {
    List<String> findings = new ArrayList<>();
    Machine machine = read(parse(definition), findings);
    if (findings.isEmpty()) {
      ScopeCheck.check(machine.flow(), findings);
    }
    if (!findings.isEmpty()) {
      throw new InvalidDefinition(findings);
    }
    return machine;
  }

  private static ObjectNode parse(String definition) throws InvalidDefinition {
    try {
      JsonNode json = STRICT.readTree(definition);
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw new InvalidDefinition(List.of("The definition is not a JSON object"));
    } catch (JsonProcessingException e) {
      throw new InvalidDefinition(List.of("The definition is not JSON: " + e.getOriginalMessage()));
    }
  }

  private Machine read(ObjectNode json, List<String> findings) {
    Fields fields = new Fields(json, "State machine", findings);
    String language =
        fields.has("QueryLanguage") ? fields.requiredText("QueryLanguage") : "JSONPath";
    if (fields.has("QueryLanguage") && !language.equals("JSONata")) {
      fields.wrong("QueryLanguage", "must be 'JSONata'");
    }
    if (fields.has("Version") && !fields.requiredText("Version").equals("1.0")) {
      fields.wrong("Version", "must be '1.0'");
    }
    long timeout =
        fields.integer(
            "TimeoutSeconds",
            0,
            n -> n >= 1 && n <= LONGEST_SECONDS,
            "from 1 to " + LONGEST_SECONDS);
    Flow flow = new FlowReader(new StateReader(knowsResource, language)).read(fields);
    fields.refuseOthers("a state machine");
    return new Machine(flow, timeout == 0 ? null : timeout);
  }
}
