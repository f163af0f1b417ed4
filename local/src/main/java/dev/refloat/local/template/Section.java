package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map of the template with its path, read key by key; values are resolved when they are read. */
final class Section {
  private final JsonNode node;
  private final String path;
  private final Intrinsics intrinsics;

  Section(JsonNode node, String path, Intrinsics intrinsics) {
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      throw new TemplateException(path, "a map is expected");
    }
    this.node = node;
    this.path = path;
    this.intrinsics = intrinsics;
  }

  /**
   * @param understood what the local stack does as AWS does
   * @param ignored what changes nothing of it
   * @throws TemplateException at any other key: it would be a promise that is not kept here
   */
  Section allow(Set<String> understood, Set<String> ignored) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!understood.contains(key) && !ignored.contains(key)) {
                throw new TemplateException(
                    path + "." + key, "is not understood by the local stack");
              }
            });
    return this;
  }

  String path() {
    return path;
  }

  boolean has(String key) {
    return !value(key).isMissingNode();
  }

  TemplateException error(String key, String problem) {
    return new TemplateException(path + "." + key, problem);
  }

  String text(String key) {
    return optionalText(key).orElseThrow(() -> error(key, "is missing"));
  }

  Optional<String> optionalText(String key) {
    JsonNode value = resolved(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw error(key, "a text is expected");
    }
    return Optional.of(value.asText());
  }

  int integer(String key, int otherwise) {
    Optional<String> value = optionalText(key);
    try {
      return value.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw error(key, "a whole number is expected");
    }
  }

  boolean flag(String key) {
    String value = optionalText(key).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw error(key, "true or false is expected");
    }
    return value.equals("true");
  }

  Section section(String key) {
    return new Section(value(key), path + "." + key, intrinsics);
  }

  List<Section> sections(String key) {
    List<Section> items = new ArrayList<>();
    JsonNode list = list(key);
    for (int i = 0; i < list.size(); i++) {
      String itemPath = path + "." + key + "[" + i + "]";
      JsonNode item = intrinsics.unwrap(list.get(i), itemPath);
      if (!item.isMissingNode()) {
        items.add(new Section(item, itemPath, intrinsics));
      }
    }
    return items;
  }

  List<String> texts(String key) {
    JsonNode list = resolved(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw error(key, "a list is expected");
    }
    return list.valueStream().map(JsonNode::asText).toList();
  }

  /** The members, each a map. */
  Map<String, Section> members() {
    Map<String, Section> members = new LinkedHashMap<>();
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (has(key)) {
                members.put(key, section(key));
              }
            });
    return members;
  }

  Map<String, String> textMembers() {
    Map<String, String> members = new LinkedHashMap<>();
    node.fieldNames()
        .forEachRemaining(key -> optionalText(key).ifPresent(text -> members.put(key, text)));
    return members;
  }

  /**
   * The value with everything inside it resolved; missing where it is not there or is {@code
   * AWS::NoValue}.
   */
  JsonNode resolved(String key) {
    JsonNode value = node.path(key);
    return value.isNull() ? MissingNode.getInstance() : intrinsics.resolve(value, path + "." + key);
  }

  /** All of it, resolved. */
  JsonNode resolved() {
    return intrinsics.resolve(node, path);
  }

  private JsonNode value(String key) {
    JsonNode value = node.path(key);
    return value.isNull() ? MissingNode.getInstance() : intrinsics.unwrap(value, path + "." + key);
  }

  private JsonNode list(String key) {
    JsonNode list = value(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw error(key, "a list is expected");
    }
    return list;
  }
}
