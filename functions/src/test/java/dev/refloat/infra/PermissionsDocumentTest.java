package dev.refloat.infra;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/permissions.md} says what every statement of every policy is for, and no statement
 * says more than a name at a time. Who takes a statement out of the template, adds one or changes
 * one has to say so there.
 */
class PermissionsDocumentTest {
  private static final List<PolicyStatement> STATEMENTS = PolicyStatement.of(Template.ROOT);

  /** Where AWS knows no names, and the key, whose rights the roles say. */
  private static final Map<String, String> FOR_ALL_RESOURCES =
      Map.of(
          "template.yaml MacKey kms:*", "A key's policy is about that key.",
          "template.yaml RestoreStateMachineRole logs:CreateLogDelivery", "AWS takes * only.",
          "infra/ci-role.yaml RunningPolicy lambda:CreateEventSourceMapping", "By a condition.",
          "infra/ci-role.yaml StoresPolicy kms:CreateKey", "A key has no name before.",
          "infra/ci-role.yaml StoresPolicy secretsmanager:GetRandomPassword", "It is of nothing.",
          "infra/ci-role.yaml WatchingPolicy logs:CreateLogDelivery", "AWS takes * only.");

  /** The rows of the tables without their last column. */
  private static Set<String> described() {
    return Runbook.text("docs/permissions.md")
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(line -> line.replaceFirst(" \\| [^|]+ \\|$", ""))
        .collect(Collectors.toSet());
  }

  private static String row(PolicyStatement statement) {
    boolean ofRole =
        Set.of("AWS::Serverless::Function", "AWS::IAM::Policy", "AWS::IAM::Role")
            .contains(Template.resource(statement.owner()).path("Type").asText());
    String actions = quoted(statement.actions());
    if (ofRole) {
      String by = statement.principal().isEmpty() ? "" : ", by " + statement.principal();
      return cells(statement.owner(), actions + by, statement);
    }
    return cells(
        statement.owner() + " | " + statement.principal(),
        (statement.allows() ? "" : "not ") + actions,
        statement);
  }

  private static String cells(String who, String may, PolicyStatement statement) {
    return "| %s | %s | %s | %s"
        .formatted(who, may, quoted(statement.resources()), statement.condition());
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '`' + name + '`').collect(joining(", "));
  }

  @Test
  void itSaysWhatEachStatementIsForAndNothingElse() {
    List<String> expected = STATEMENTS.stream().map(PermissionsDocumentTest::row).toList();

    assertThat(expected).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    assertThat(described()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** SAM takes names of policies and templates of them too, whose statements nobody sees here. */
  @Test
  void everyPolicyIsWrittenOut() {
    assertThat(Template.FUNCTION_GLOBALS.has("Policies")).isFalse();
    assertThat(Template.ids("AWS::IAM::ManagedPolicy")).isEmpty();
    for (String id : Template.functions()) {
      JsonNode properties = Template.properties(id);
      assertThat(properties.has("Role")).as(id).isFalse();
      for (JsonNode policy : properties.path("Policies")) {
        assertThat(policy.fieldNames())
            .as(id)
            .toIterable()
            .containsExactlyInAnyOrder("Version", "Statement");
      }
    }
    for (String id : Template.ids("AWS::IAM::Role")) {
      assertThat(Template.properties(id).has("ManagedPolicyArns")).as(id).isFalse();
    }
    assertThat(Template.properties("RestoreStateMachine").has("Policies")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"template.yaml", "infra/console.yaml", "infra/ci-role.yaml"})
  void whatIsAllowedIsAllowedByName(String file) {
    for (PolicyStatement statement : PolicyStatement.of(Sources.read(file))) {
      assertThat(statement.json().fieldNames())
          .as(statement.toString())
          .toIterable()
          .contains("Effect", "Action")
          .isSubsetOf("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
      if (!statement.allows()) {
        assertThat(statement.json().path("Effect").asText()).isEqualTo("Deny");
        continue;
      }
      String key = file + " " + statement.owner() + " " + statement.actions().getFirst();
      assertThat(statement.principal()).as(key).isNotEqualTo("everybody");
      if (!FOR_ALL_RESOURCES.containsKey(key)) {
        assertThat(statement.actions()).as(key).noneMatch(action -> action.contains("*"));
        // A star stands behind a name that the template gives, or a service's own.
        assertThat(statement.resources()).as(key).noneMatch(name -> name.matches("(arn:)?[*:/]*"));
      }
    }
  }

  @Test
  void whatIsForAllResourcesIsStillThere() {
    Set<String> found =
        List.of("template.yaml", "infra/ci-role.yaml").stream()
            .flatMap(
                file ->
                    PolicyStatement.of(Sources.read(file)).stream()
                        .filter(PolicyStatement::allows)
                        .filter(statement -> statement.resources().contains("*"))
                        .map(s -> file + " " + s.owner() + " " + s.actions().getFirst()))
            .collect(Collectors.toSet());

    assertThat(found).isEqualTo(FOR_ALL_RESOURCES.keySet());
  }
}
