package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code AWS::Serverless::StateMachine} and its definition. */
final class StateMachineReader {
  private static final Set<String> UNDERSTOOD =
      Set.of("Definition", "DefinitionSubstitutions", "DefinitionUri", "Name", "Type");

  private static final Set<String> IGNORED =
      Set.of(
          "AutoPublishAlias",
          "DeploymentPreference",
          "Logging",
          "PermissionsBoundary",
          "Policies",
          "PropagateTags",
          "Role",
          "Tags",
          "Tracing",
          "UseAliasAsEventTarget");

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  private StateMachineReader() {}

  /**
   * @param directory what a relative {@code DefinitionUri} starts from: where the template is
   */
  static StateMachine read(String id, String name, String arn, Section properties, Path directory) {
    properties.allow(UNDERSTOOD, IGNORED);
    if (!properties.optionalText("Type").orElse("STANDARD").equals("STANDARD")) {
      throw properties.error("Type", "the local stack runs STANDARD state machines only");
    }
    Map<String, String> substitutions = properties.section("DefinitionSubstitutions").textMembers();
    String text =
        SUBSTITUTION
            .matcher(definition(properties, directory))
            .replaceAll(
                found -> {
                  String value = substitutions.get(found.group(1));
                  if (value == null) {
                    throw properties.error(
                        "DefinitionSubstitutions", "there is no value for " + found.group());
                  }
                  return Matcher.quoteReplacement(value);
                });
    return new StateMachine(id, name, arn, text);
  }

  private static String definition(Section properties, Path directory) {
    JsonNode inline = properties.resolved("Definition");
    if (!inline.isMissingNode()) {
      return inline.toString();
    }
    Path file = directory.resolve(properties.text("DefinitionUri"));
    try {
      String text = Files.readString(file);
      return file.toString().endsWith(".json") ? text : YamlSource.read(text).toString();
    } catch (IOException e) {
      throw properties.error("DefinitionUri", "cannot read " + file);
    }
  }
}
