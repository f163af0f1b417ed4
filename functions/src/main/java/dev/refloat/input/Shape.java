package dev.refloat.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An object of a body: its fields in the order in which what is wrong with them is told.
 *
 * @param together what must hold of several of them
 */
public record Shape(List<Field> fields, List<Together> together) {
  /** Enough to mend a body in one go, and no answer of megabytes. */
  private static final int TOLD = 20;

  public Shape {
    fields = List.copyOf(fields);
    together = List.copyOf(together);
  }

  public static Shape of(Field... fields) {
    return new Shape(List.of(fields), List.of());
  }

  public Shape with(Together rule) {
    var more = new ArrayList<>(together);
    more.add(rule);
    return new Shape(fields, more);
  }

  /**
   * The body, to be read without further checks.
   *
   * @throws Refused with the code of the first problem, and the messages of up to 20
   */
  public Input require(ObjectNode body) {
    return require(body, "");
  }

  /**
   * The same of an object within a body.
   *
   * @param path what the messages put before the names of its fields, such as {@code restore.}
   */
  public Input require(ObjectNode body, String path) {
    var problems = new ArrayList<Problem>();
    check(body, path, problems);
    if (problems.isEmpty()) {
      return new Input(body);
    }
    String messages =
        problems.stream().limit(TOLD).map(Problem::message).collect(Collectors.joining(" "));
    int more = problems.size() - TOLD;
    throw new Refused(
        problems.getFirst().code(),
        more > 0 ? "%s %d more problems are not listed.".formatted(messages, more) : messages);
  }

  /** All that is wrong: unknown fields, then each field in order. */
  List<Problem> problems(ObjectNode body) {
    var problems = new ArrayList<Problem>();
    check(body, "", problems);
    return problems;
  }

  void check(ObjectNode object, String path, List<Problem> problems) {
    unknown(object, path).ifPresent(problems::add);
    var right = new HashSet<String>();
    for (Field field : fields) {
      int before = problems.size();
      check(object, path, field, problems);
      if (problems.size() == before) {
        right.add(field.name());
      }
      together.stream()
          .filter(rule -> rule.fields().getLast().equals(field.name()))
          .filter(rule -> right.containsAll(rule.fields()))
          .forEach(rule -> rule.rule().apply(new Input(object)).ifPresent(problems::add));
    }
  }

  /** An empty string is no value for a field that must be there. */
  private static void check(ObjectNode object, String path, Field field, List<Problem> problems) {
    JsonNode value = object.path(field.name());
    String name = path + field.name();
    boolean empty = value.isTextual() && value.textValue().isEmpty();
    if (field.missing().isPresent() && (isAbsent(value) || empty)) {
      problems.add(
          new Problem(
              field.missing().get(), "%s is missing; it %s.".formatted(name, field.rule().must())));
    } else if (!isAbsent(value)) {
      RuleCheck.check(field.rule(), name, value, problems);
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private Optional<Problem> unknown(ObjectNode object, String path) {
    List<String> known = fields.stream().map(Field::name).toList();
    String names =
        object.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !known.contains(name))
            .map(name -> path + name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ErrorCode.FIELD_UNKNOWN,
                "Unknown field: %s. %s"
                    .formatted(
                        names,
                        known.isEmpty()
                            ? "None is known here."
                            : "Known here: " + String.join(", ", known) + ".")));
  }
}
