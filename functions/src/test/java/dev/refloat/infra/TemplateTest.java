package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the template as a whole promises to those who deploy it and to the local stack. */
class TemplateTest {
  /** What the local stack evaluates. */
  private static final Set<String> PLAIN =
      Set.of(
          "Ref",
          "Fn::GetAtt",
          "Fn::Sub",
          "Fn::If",
          "Fn::Equals",
          "Fn::Not",
          "Fn::And",
          "Fn::Join",
          "Fn::Select");

  @Test
  void itUsesPlainFunctionsOnly() {
    var used = new TreeSet<String>();
    collectFunctions(Template.ROOT, used);

    assertThat(used).isNotEmpty();
    assertThat(PLAIN).containsAll(used);
  }

  @Test
  void everyParameterIsDescribedHasADefaultAndIsBounded() {
    Template.ROOT
        .path("Parameters")
        .properties()
        .forEach(
            entry -> {
              JsonNode parameter = entry.getValue();
              assertThat(parameter.path("Description").asText()).as(entry.getKey()).endsWith(".");
              assertThat(parameter.has("Default")).as(entry.getKey()).isTrue();
              assertThat(bounded(parameter)).as(entry.getKey()).isTrue();
            });
  }

  @Test
  void refusalsHaveTheirTrueStatusUnlessTheOperatorWantsTheVendors() {
    JsonNode parameter = Template.ROOT.at("/Parameters/ErrorStatus");

    assertThat(parameter.path("Default").asText()).isEqualTo("standard");
    assertThat(parameter.path("AllowedValues").valueStream().map(JsonNode::asText))
        .containsExactly("standard", "compatible");
  }

  @Test
  void everyLogGroupForgetsWhenTheOperatorSaysSo() {
    for (String id : Template.ids("AWS::Logs::LogGroup")) {
      assertThat(Template.properties(id).at("/RetentionInDays/Ref").asText())
          .as(id)
          .isEqualTo("LogRetentionDays");
    }
  }

  private static boolean isScheduled(JsonNode function) {
    return function
        .path("Events")
        .valueStream()
        .anyMatch(event -> event.path("Type").asText().equals("ScheduleV2"));
  }

  /**
   * An event that cannot be handled is kept: without it a job would stay open for ever. What a
   * function does by a schedule as well needs no event.
   */
  @Test
  void noEventIsLost() {
    for (String id : Template.functions()) {
      JsonNode properties = Template.properties(id);
      if (isScheduled(properties)) {
        continue;
      }
      for (JsonNode event : properties.path("Events")) {
        if (event.path("Type").asText().equals("EventBridgeRule")) {
          JsonNode rule = event.path("Properties");
          assertThat(Template.logicalId(rule.at("/DeadLetterConfig/Arn")))
              .isEqualTo("EventDeadLetters");
          assertThat(rule.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isPositive();
          assertThat(
                  Template.logicalId(
                      properties.at("/EventInvokeConfig/DestinationConfig/OnFailure/Destination")))
              .isEqualTo("EventDeadLetters");
        }
      }
    }
  }

  /** What nobody waits for, and why its failures are not kept all the same. */
  private static final Map<String, String> NOT_KEPT =
      Map.of(
          "SweepFunction", "What is due stays due: the next minute does it.",
          "FirstKeyFunction", "CloudFormation waits for its answer, and fails without it.");

  /** Events that ask a function for nothing. */
  private static final Set<String> WAKING = Set.of("EachDay", "Begun", "Needed");

  @Test
  void whatAFunctionFailsOnWhileNobodyWaitsIsKept() {
    var notKept = new TreeSet<String>();
    for (String id : Template.functions()) {
      JsonNode properties = Template.properties(id);
      boolean asynchronous =
          properties.path("Events").properties().stream()
              .filter(event -> !WAKING.contains(event.getKey()))
              .map(event -> event.getValue().path("Type").asText())
              .anyMatch(type -> Set.of("EventBridgeRule", "ScheduleV2").contains(type));
      JsonNode kept =
          properties.at("/EventInvokeConfig/DestinationConfig/OnFailure/Destination/Fn::GetAtt");
      if ((asynchronous || id.equals("FirstKeyFunction"))
          && !kept.asText().equals("EventDeadLetters.Arn")) {
        notKept.add(id);
      }
      for (JsonNode event : properties.path("Events")) {
        if (event.path("Type").asText().equals("DynamoDB")) {
          JsonNode failure = event.at("/Properties/DestinationConfig/OnFailure/Destination");
          assertThat(Template.logicalId(failure)).as(id).isEqualTo("EventDeadLetters");
        }
      }
    }
    assertThat(notKept).isEqualTo(NOT_KEPT.keySet());
    assertThat(
            Template.logicalId(
                Template.properties("WebhookQueue").at("/RedrivePolicy/deadLetterTargetArn")))
        .isEqualTo("WebhookDeadLetters");
  }

  /** Or a second stack in the same account could not be deployed. */
  @Test
  void schedulesAreNamedAfterTheStack() {
    for (String id : Template.functions()) {
      for (JsonNode event : Template.properties(id).path("Events")) {
        if (event.path("Type").asText().equals("ScheduleV2")) {
          assertThat(event.at("/Properties/Name/Fn::Sub").asText())
              .isEqualTo("${AWS::StackName}-" + id.replaceFirst("Function$", ""));
        }
      }
    }
  }

  private static boolean bounded(JsonNode parameter) {
    return parameter.has("AllowedValues")
        || parameter.has("AllowedPattern")
        || (parameter.has("MinValue") && parameter.has("MaxValue"));
  }

  private static void collectFunctions(JsonNode node, Set<String> used) {
    node.properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::")) {
                used.add(entry.getKey());
              }
            });
    node.forEach(child -> collectFunctions(child, used));
  }
}
