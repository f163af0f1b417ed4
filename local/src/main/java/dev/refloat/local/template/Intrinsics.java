package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CloudFormation's intrinsic functions, evaluated when a value is asked for.
 *
 * <p>A value that nobody asks for is never evaluated, so a policy may use functions that have no
 * meaning here. {@code AWS::NoValue} is a {@link MissingNode}; members and items with it are left
 * out.
 */
final class Intrinsics {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Parameters parameters;
  private final JsonNode conditions;
  private final ResourceNames names;
  private final StackIdentity identity;
  private final Set<String> running = new LinkedHashSet<>();

  Intrinsics(
      Parameters parameters, JsonNode conditions, ResourceNames names, StackIdentity identity) {
    this.parameters = parameters;
    this.conditions = conditions;
    this.names = names;
    this.identity = identity;
  }

  /** The value with every function inside it evaluated. */
  JsonNode resolve(JsonNode node, String path) {
    if (isFunction(node)) {
      return call(node.fieldNames().next(), node.elements().next(), path);
    }
    if (node.isObject()) {
      ObjectNode object = JSON.objectNode();
      node.properties()
          .forEach(
              entry -> {
                JsonNode value = resolve(entry.getValue(), path + "." + entry.getKey());
                if (!value.isMissingNode()) {
                  object.set(entry.getKey(), value);
                }
              });
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.arrayNode();
      for (int i = 0; i < node.size(); i++) {
        JsonNode value = resolve(node.get(i), path + "[" + i + "]");
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
    return node;
  }

  /**
   * The outermost function evaluated and what is inside the value left as it is, to be asked for
   * later.
   */
  JsonNode unwrap(JsonNode node, String path) {
    if (!isFunction(node)) {
      return node;
    }
    if (node.has("Fn::If")) {
      return unwrap(branch(node.get("Fn::If"), path), path);
    }
    return resolve(node, path);
  }

  /**
   * @param path where the condition is used
   */
  boolean holds(String condition, String path) {
    if (!conditions.has(condition)) {
      throw new TemplateException(path, "there is no condition " + condition);
    }
    return guarded(
        "Conditions." + condition,
        () -> evaluate(conditions.get(condition), "Conditions." + condition));
  }

  /** Runs an evaluation and refuses to enter the same one again inside it. */
  <T> T guarded(String name, Supplier<T> evaluation) {
    if (!running.add(name)) {
      throw new TemplateException(
          name, "depends on itself: " + String.join(" → ", running) + " → " + name);
    }
    try {
      return evaluation.get();
    } finally {
      running.remove(name);
    }
  }

  static boolean isFunction(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return false;
    }
    String name = node.fieldNames().next();
    return name.equals("Ref") || name.startsWith("Fn::");
  }

  private JsonNode call(String function, JsonNode argument, String path) {
    return switch (function) {
      case "Ref" -> reference(text(argument, path), path);
      case "Fn::GetAtt" -> attribute(argument, path);
      case "Fn::Sub" -> JSON.textNode(substitute(argument, path));
      case "Fn::If" -> resolve(branch(argument, path), path);
      case "Fn::Join" -> join(argument, path);
      case "Fn::Select" -> select(argument, path);
      case "Fn::Split" -> split(argument, path);
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" ->
          JSON.booleanNode(evaluate(JSON.objectNode().set(function, argument), path));
      default ->
          throw new TemplateException(path, function + " is not understood by the local stack");
    };
  }

  private JsonNode reference(String name, String path) {
    return switch (name) {
      case "AWS::Region" -> JSON.textNode(identity.region());
      case "AWS::AccountId" -> JSON.textNode(identity.accountId());
      case "AWS::StackName" -> JSON.textNode(identity.stackName());
      case "AWS::StackId" ->
          JSON.textNode(identity.arn("cloudformation", "stack/" + identity.stackName() + "/local"));
      case "AWS::Partition" -> JSON.textNode("aws");
      case "AWS::URLSuffix" -> JSON.textNode("amazonaws.com");
      case "AWS::NoValue" -> MissingNode.getInstance();
      default ->
          parameters.value(name).orElseGet(() -> JSON.textNode(names.reference(name, this, path)));
    };
  }

  private JsonNode attribute(JsonNode argument, String path) {
    if (argument.isTextual() && argument.textValue().indexOf('.') > 0) {
      String[] parts = argument.textValue().split("\\.", 2);
      return JSON.textNode(names.attribute(parts[0], parts[1], this, path));
    }
    arity(argument, 2, "Fn::GetAtt", path);
    String attribute = text(resolve(argument.get(1), path), path);
    return JSON.textNode(names.attribute(text(argument.get(0), path), attribute, this, path));
  }

  private String substitute(JsonNode argument, String path) {
    JsonNode variables = JSON.objectNode();
    JsonNode template = argument;
    if (argument.isArray()) {
      arity(argument, 2, "Fn::Sub", path);
      template = argument.get(0);
      variables = argument.get(1);
    }
    JsonNode given = variables;
    return VARIABLE
        .matcher(text(template, path))
        .replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), given, path)));
  }

  private String variable(String name, JsonNode variables, String path) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    if (variables.has(name)) {
      return text(resolve(variables.get(name), path), path);
    }
    int dot = name.indexOf('.');
    boolean attribute = dot > 0 && !names.isReference(name);
    return attribute
        ? names.attribute(name.substring(0, dot), name.substring(dot + 1), this, path)
        : text(reference(name, path), path);
  }

  private JsonNode branch(JsonNode argument, String path) {
    arity(argument, 3, "Fn::If", path);
    return argument.get(holds(text(argument.get(0), path), path) ? 1 : 2);
  }

  private JsonNode join(JsonNode argument, String path) {
    arity(argument, 2, "Fn::Join", path);
    JsonNode items = resolve(argument.get(1), path);
    return JSON.textNode(
        items
            .valueStream()
            .map(item -> text(item, path))
            .collect(Collectors.joining(text(argument.get(0), path))));
  }

  private JsonNode select(JsonNode argument, String path) {
    arity(argument, 2, "Fn::Select", path);
    JsonNode list = resolve(argument.get(1), path);
    String index = text(resolve(argument.get(0), path), path);
    if (!index.matches("[0-9]{1,6}") || !list.has(Integer.parseInt(index))) {
      throw new TemplateException(path, "Fn::Select has no item " + index);
    }
    return list.get(Integer.parseInt(index));
  }

  private JsonNode split(JsonNode argument, String path) {
    arity(argument, 2, "Fn::Split", path);
    String separator = text(argument.get(0), path);
    ArrayNode parts = JSON.arrayNode();
    for (String part :
        text(resolve(argument.get(1), path), path).split(Pattern.quote(separator), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private boolean evaluate(JsonNode condition, String path) {
    if (!condition.isObject() || condition.size() != 1) {
      throw new TemplateException(path, "is not a condition");
    }
    Map.Entry<String, JsonNode> call = condition.properties().iterator().next();
    JsonNode argument = call.getValue();
    return switch (call.getKey()) {
      case "Condition" -> holds(text(argument, path), path);
      case "Fn::Equals" -> {
        arity(argument, 2, "Fn::Equals", path);
        yield resolve(argument.get(0), path)
            .asText()
            .equals(resolve(argument.get(1), path).asText());
      }
      case "Fn::Not" -> {
        arity(argument, 1, "Fn::Not", path);
        yield !evaluate(argument.get(0), path);
      }
      case "Fn::And" -> argument.valueStream().allMatch(item -> evaluate(item, path));
      case "Fn::Or" -> argument.valueStream().anyMatch(item -> evaluate(item, path));
      default -> throw new TemplateException(path, call.getKey() + " is not a condition function");
    };
  }

  private static void arity(JsonNode argument, int size, String function, String path) {
    if (!argument.isArray() || argument.size() != size) {
      throw new TemplateException(path, function + " takes a list of " + size);
    }
  }

  private static String text(JsonNode value, String path) {
    if (!value.isValueNode() || value.isNull()) {
      throw new TemplateException(path, "a text is expected");
    }
    return value.asText();
  }
}
