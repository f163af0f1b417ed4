package dev.refloat.infra;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One statement of a policy in a template, whoever's it is.
 *
 * @param owner the logical id of the function, role or policy
 * @param json as the template has it; of one that is under a condition, without that
 */
record PolicyStatement(String owner, JsonNode json) {

  /** All of a template, in its order: of roles, of functions, and of what others may touch. */
  static List<PolicyStatement> of(JsonNode template) {
    return template.path("Resources").properties().stream()
        .flatMap(entry -> of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Stream<PolicyStatement> of(String owner, JsonNode resource) {
    JsonNode properties = resource.path("Properties");
    return Stream.of(
            properties.path("KeyPolicy"),
            properties.path("PolicyDocument"),
            properties.path("AssumeRolePolicyDocument"),
            properties.path("Policies"))
        .flatMap(policies -> policies.isArray() ? policies.valueStream() : Stream.of(policies))
        .map(policy -> policy.has("PolicyDocument") ? policy.path("PolicyDocument") : policy)
        .flatMap(document -> document.path("Statement").valueStream())
        .map(statement -> statement.has("Fn::If") ? statement.at("/Fn::If/1") : statement)
        .map(statement -> new PolicyStatement(owner, statement));
  }

  boolean allows() {
    return json.path("Effect").asText().equals("Allow");
  }

  List<String> actions() {
    return Template.oneOrMany(json.path("Action")).map(JsonNode::asText).toList();
  }

  /** Without the words around what the template names: {@code DataBucket/*}. */
  List<String> resources() {
    return json.has("Resource")
        ? Template.oneOrMany(json.path("Resource")).map(PolicyStatement::written).toList()
        : List.of();
  }

  /** Who may, of a policy that is no role's; else empty. */
  String principal() {
    JsonNode principal = json.path("Principal");
    if (principal.isTextual()) {
      return principal.asText().equals("*") ? "everybody" : principal.asText();
    }
    return principal
        .valueStream()
        .map(PolicyStatement::written)
        .map(text -> text.endsWith(":root") ? "the account" : '`' + text + '`')
        .collect(joining());
  }

  /** {@code operator key value}; empty without one. */
  String condition() {
    return json.path("Condition").properties().stream()
        .flatMap(
            operator ->
                operator.getValue().properties().stream().map(key -> said(operator.getKey(), key)))
        .collect(joining("; "));
  }

  private static String said(String operator, Map.Entry<String, JsonNode> key) {
    String values =
        Template.oneOrMany(key.getValue()).map(PolicyStatement::written).collect(joining(", "));
    return operator + " " + key.getKey() + " " + values;
  }

  private static String written(JsonNode reference) {
    JsonNode text = reference instanceof TextNode ? reference : reference.elements().next();
    return text.asText()
        .replaceFirst("^arn:.*:execution:\\$\\{([A-Za-z]+)\\.Name}", "executions of $1 ")
        .replaceFirst("^arn:.*:event-bus/default$", "the default event bus")
        .replaceFirst("^arn:.*:s3:::", "")
        .replaceAll("\\$\\{([A-Za-z]+)(\\.Arn)?}", "$1")
        .replaceFirst("\\.Arn$", "");
  }
}
