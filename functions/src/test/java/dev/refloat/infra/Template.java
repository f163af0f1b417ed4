package dev.refloat.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code template.yaml}, as far as the tests ask. */
public final class Template {
  static final JsonNode ROOT = Sources.read("template.yaml");
  static final JsonNode FUNCTION_GLOBALS = ROOT.at("/Globals/Function");

  /** Stands for the event bus that every account has. */
  public static final String DEFAULT_BUS = "DefaultBus";

  private Template() {}

  public static JsonNode resource(String id) {
    JsonNode resource = ROOT.path("Resources").path(id);
    if (resource.isMissingNode()) {
      throw new AssertionError("The template has no resource " + id);
    }
    return resource;
  }

  public static JsonNode properties(String id) {
    return resource(id).path("Properties");
  }

  static List<String> ids(String type) {
    return ROOT.path("Resources").properties().stream()
        .filter(entry -> entry.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Logical ids, which are the simple names of the handlers' classes. */
  public static List<String> functions() {
    return ids("AWS::Serverless::Function");
  }

  /** Every {@code METHOD path} with the function that answers it; {@code $default} is one. */
  static Map<String, String> routes() {
    var routes = new TreeMap<String, String>();
    for (String id : functions()) {
      for (JsonNode event : properties(id).path("Events")) {
        if (event.path("Type").asText().equals("HttpApi")) {
          String before = routes.put(route(event.path("Properties")), id);
          if (before != null) {
            throw new AssertionError(id + " and " + before + " answer the same route");
          }
        }
      }
    }
    return routes;
  }

  private static String route(JsonNode event) {
    return event.has("Path")
        ? event.path("Method").asText() + " " + event.path("Path").asText()
        : "$default";
  }

  static Map<String, JsonNode> variables(String function) {
    var variables = new TreeMap<String, JsonNode>();
    properties(function)
        .at("/Environment/Variables")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
    return variables;
  }

  /** Of the policies of a role, or of a function, where SAM takes the documents themselves. */
  public static List<JsonNode> statements(JsonNode policies) {
    return policies
        .valueStream()
        .map(policy -> policy.has("PolicyDocument") ? policy.path("PolicyDocument") : policy)
        .flatMap(document -> document.path("Statement").valueStream())
        .toList();
  }

  public static Set<String> actions(JsonNode statement) {
    return oneOrMany(statement.path("Action")).map(JsonNode::asText).collect(Collectors.toSet());
  }

  /** The logical ids that a statement's resources are made of. */
  static Set<String> resources(JsonNode statement) {
    return oneOrMany(statement.path("Resource"))
        .map(Template::logicalId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * {@code X} of {@code !Ref X}, {@code !GetAtt X.Arn}, {@code !Sub ${X.Arn}/…}, of the alias of a
   * state machine, {@code !Ref XAliaslive}, and, of its executions, {@code !Sub
   * arn:…:execution:${X.Name}:*}; {@link #DEFAULT_BUS}.
   */
  static String logicalId(JsonNode reference) {
    String text = reference.isTextual() ? reference.asText() : reference.elements().next().asText();
    return text.replaceFirst("^arn:.*:execution:(?=\\$\\{)", "")
        .replaceFirst("^arn:.*:event-bus/default$", DEFAULT_BUS)
        .replaceFirst("^\\$\\{", "")
        .replaceFirst("[.}].*$", "")
        .replaceFirst("Aliaslive$", "");
  }

  public static Stream<JsonNode> oneOrMany(JsonNode oneOrMany) {
    return oneOrMany instanceof ArrayNode many ? many.valueStream() : Stream.of(oneOrMany);
  }
}
