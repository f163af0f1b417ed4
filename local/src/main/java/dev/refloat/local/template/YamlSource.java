package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML with CloudFormation's short tags ({@code !Ref}, {@code !Sub}, …) as JSON in the long form
 * ({@code {"Ref": …}}).
 *
 * <p>Works on the node tree, as Jackson's reader drops the tags.
 */
final class YamlSource {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "And",
          "Base64",
          "Cidr",
          "Equals",
          "FindInMap",
          "GetAZs",
          "If",
          "ImportValue",
          "Join",
          "Length",
          "Not",
          "Or",
          "Select",
          "Split",
          "Sub",
          "ToJsonString",
          "Transform");

  /** What is a number to everyone: no leading zero, which YAML 1.1 would read as octal. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlSource() {}

  /**
   * @throws TemplateException where it is no YAML, has a key twice, or a tag that is not
   *     CloudFormation's
   */
  static JsonNode read(String text) {
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new TemplateException("line " + line, "not YAML: " + e.getProblem());
    }
    if (root == null) {
      throw new TemplateException("line 1", "the template is empty");
    }
    return convert(root);
  }

  private static JsonNode convert(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? function(tag.substring(1), node) : plain(node);
  }

  private static JsonNode function(String name, Node node) {
    ObjectNode call = JSON.objectNode();
    JsonNode argument = plain(node);
    if (name.equals("Ref") || name.equals("Condition")) {
      return call.set(name, argument);
    }
    if (name.equals("GetAtt")) {
      return call.set(
          "Fn::GetAtt", argument.isTextual() ? dotted(argument.textValue(), node) : argument);
    }
    if (!FUNCTIONS.contains(name)) {
      throw new TemplateException(line(node), "unknown tag !" + name);
    }
    return call.set("Fn::" + name, argument);
  }

  private static JsonNode dotted(String reference, Node node) {
    int dot = reference.indexOf('.');
    if (dot < 1) {
      throw new TemplateException(line(node), "!GetAtt takes LogicalId.Attribute");
    }
    return JSON.arrayNode().add(reference.substring(0, dot)).add(reference.substring(dot + 1));
  }

  private static JsonNode plain(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        var array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(convert(item)));
        yield array;
      }
      case MappingNode mapping -> mapping(mapping);
      default -> throw new TemplateException(line(node), "not a value, a list or a map");
    };
  }

  private static JsonNode mapping(MappingNode mapping) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
        throw new TemplateException(line(entry.getKeyNode()), "a key must be a plain value");
      }
      if (object.has(key.getValue())) {
        throw new TemplateException(line(key), "the key " + key.getValue() + " stands twice");
      }
      object.set(key.getValue(), convert(entry.getValueNode()));
    }
    return object;
  }

  /**
   * Whatever is neither a plain number, a boolean nor null stays text: dates and account numbers
   * above all.
   */
  private static JsonNode scalar(ScalarNode scalar) {
    String value = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.INT) && WHOLE_NUMBER.matcher(value).matches()) {
      return JSON.numberNode(Long.parseLong(value));
    }
    if (tag.equals(Tag.FLOAT) && value.matches("-?[0-9]+\\.[0-9]+")) {
      return JSON.numberNode(new java.math.BigDecimal(value));
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(
          Set.of("true", "yes", "on").contains(value.toLowerCase(java.util.Locale.ROOT)));
    }
    return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(value);
  }

  private static String line(Node node) {
    return "line " + (node.getStartMark().getLine() + 1);
  }
}
