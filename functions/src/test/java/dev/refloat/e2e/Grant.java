package dev.refloat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.infra.Template;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An action and a resource that the template's policies allow a function.
 *
 * @param resource as the template writes it, without the words around it: {@code DataBucket/*}
 */
record Grant(String function, String action, String resource) {

  /** Behind the logical id of a state machine: those that run it. */
  static final String EXECUTIONS = "Executions";

  /** Of a function, each action with each resource. */
  static List<Grant> of(String function) {
    return Template.statements(Template.properties(function).path("Policies")).stream()
        .flatMap(
            statement ->
                Template.actions(statement).stream()
                    .flatMap(
                        action ->
                            Template.oneOrMany(statement.path("Resource"))
                                .map(Grant::written)
                                .map(resource -> new Grant(function, action, resource))))
        .toList();
  }

  /** {@code X} of {@code !Ref X} and {@code !GetAtt X.Arn}, {@code X/…} of {@code !Sub}. */
  private static String written(JsonNode resource) {
    return resource
        .elements()
        .next()
        .asText()
        .replaceFirst("^arn:.*:execution:\\$\\{([A-Za-z]+)\\.Name}", "$1" + EXECUTIONS)
        .replaceFirst("^arn:.*:event-bus/default$", Template.DEFAULT_BUS)
        .replaceAll("\\$\\{([A-Za-z]+)(\\.Arn)?}|\\.Arn$", "$1");
  }

  /**
   * Whether a permission is this one; as in IAM a star stands for any characters, slashes too.
   *
   * @param arns of the template's resources by logical id, and of executions without their names
   */
  boolean covers(Permission permission, Map<String, String> arns) {
    int end = resource.split("[/:]", 2)[0].length();
    String pattern = arns.get(resource.substring(0, end)) + resource.substring(end);
    return action.equals(permission.action())
        && Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.collectingAndThen(Collectors.joining(".*"), Pattern::compile))
            .matcher(permission.resource())
            .matches();
  }

  @Override
  public String toString() {
    return function + " " + action + " " + resource;
  }
}
