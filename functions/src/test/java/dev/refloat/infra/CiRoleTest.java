package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may deploy by {@code infra/ci-role.yaml}, and that it is enough for what is deployed. */
class CiRoleTest {
  private static final JsonNode ROOT = Sources.read("infra/ci-role.yaml");

  private static List<PolicyStatement> of(String owner) {
    return PolicyStatement.of(ROOT).stream()
        .filter(statement -> statement.owner().equals(owner))
        .toList();
  }

  @Test
  void onlyTheOneRepositoryAndClaimGetItAndNobodyHasAKey() {
    PolicyStatement trust = of("DeployRole").getFirst();

    assertThat(trust.actions()).containsExactly("sts:AssumeRoleWithWebIdentity");
    JsonNode equal = trust.json().at("/Condition/StringEquals");
    assertThat(equal.path("token.actions.githubusercontent.com:aud").asText())
        .isEqualTo("sts.amazonaws.com");
    assertThat(equal.path("token.actions.githubusercontent.com:sub").path("Fn::Sub").asText())
        .isEqualTo("repo:${Repository}:${Claim}");
    for (String claim : List.of("*", "ref:refs/heads/*", "pull_request")) {
      assertThat(claim).doesNotMatch(ROOT.at("/Parameters/Claim/AllowedPattern").asText());
    }
    assertThat(ROOT.path("Resources").findValuesAsText("Type"))
        .doesNotContain("AWS::IAM::User", "AWS::IAM::AccessKey");
  }

  @Test
  void aWorkflowMayChangeTheStackByTheRoleOfCloudFormationAlone() {
    assertThat(of("DeployRole").stream().flatMap(statement -> statement.actions().stream()))
        .allMatch(
            action -> action.matches("(s3|cloudformation):.*|iam:PassRole|sts:AssumeRoleWith.*"));
    PolicyStatement passes = of("DeployRole").getLast();
    assertThat(passes.actions()).containsExactly("iam:PassRole");
    assertThat(passes.resources()).containsExactly("CloudFormationRole");
    assertThat(passes.condition())
        .isEqualTo("StringEquals iam:PassedToService cloudformation.amazonaws.com");
  }

  /** Of each service that the template has resources of, CloudFormation may make them. */
  @Test
  void whatTheTemplateHasCloudFormationMayMake() {
    Set<String> services = new TreeSet<>();
    Stream.of("RunningPolicy", "StoresPolicy", "WatchingPolicy", "ConsolePolicy")
        .flatMap(owner -> of(owner).stream())
        .filter(PolicyStatement::allows)
        .flatMap(statement -> statement.actions().stream())
        .forEach(action -> services.add(action.substring(0, action.indexOf(':'))));

    Set<String> needed = new TreeSet<>(Set.of("apigateway", "events", "lambda", "scheduler"));
    for (JsonNode resource : Template.ROOT.path("Resources")) {
      String type = resource.path("Type").asText();
      String service = type.split("::", -1)[1].toLowerCase(Locale.ROOT);
      switch (service) {
        case "serverless" -> needed.add(type.endsWith("Application") ? "cloudfront" : "states");
        case "cloudformation" -> needed.add("cloudformation");
        default -> needed.add(service);
      }
    }
    assertThat(services).containsExactlyInAnyOrderElementsOf(needed);
  }
}
