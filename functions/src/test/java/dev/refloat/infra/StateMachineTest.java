package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The state machine, what the template fills into it, and what it may do. */
class StateMachineTest {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z]+)}");

  private static final JsonNode MACHINE = Template.properties("RestoreStateMachine");

  @Test
  void theTemplateFillsInWhatTheDefinitionAsksFor() {
    var asked = new TreeSet<String>();
    SUBSTITUTION
        .matcher(Sources.STATE_MACHINE.toString())
        .results()
        .forEach(found -> asked.add(found.group(1)));

    assertThat(substitutions().keySet()).isEqualTo(asked).isNotEmpty();
  }

  /** What runs while another version is deployed goes on with the functions that it began with. */
  @Test
  void everySubstitutionIsAVersionOfTheFunctionItNames() {
    substitutions()
        .forEach(
            (name, value) ->
                assertThat(value.path("Ref").asText())
                    .isEqualTo(name.replaceFirst("Arn$", "") + ".Version"));
  }

  @Test
  void restoresAreStartedByTheAliasThatDeploymentsMove() {
    assertThat(MACHINE.path("AutoPublishAlias").asText()).isEqualTo("live");
    for (String id : Template.functions()) {
      Template.variables(id)
          .forEach(
              (name, value) -> {
                if (name.equals("STATE_MACHINE_ARN")) {
                  assertThat(value.path("Ref").asText())
                      .as(id)
                      .isEqualTo("RestoreStateMachineAliaslive");
                }
              });
    }
  }

  @Test
  void everyWorkflowFunctionHasItsState() {
    Set<String> expected = new TreeSet<>();
    for (String id : Template.functions()) {
      if (Template.properties(id).path("Handler").asText().startsWith("dev.refloat.workflow.")) {
        expected.add(id + "Arn");
      }
    }

    assertThat(substitutions().keySet()).isEqualTo(expected);
  }

  @Test
  void itMayInvokeAllVersionsOfThoseFunctionsAndNoOther() {
    var invoked = new TreeSet<String>();
    Template.statements(Template.properties("RestoreStateMachineRole").path("Policies")).stream()
        .filter(statement -> Template.actions(statement).contains("lambda:InvokeFunction"))
        .forEach(
            statement ->
                statement
                    .path("Resource")
                    .forEach(versions -> invoked.add(versions.path("Fn::Sub").asText())));
    var filledIn = new TreeSet<String>();
    substitutions()
        .values()
        .forEach(value -> filledIn.add("${" + Template.logicalId(value) + ".Arn}:*"));

    assertThat(invoked).isEqualTo(filledIn);
  }

  @Test
  void itReadsTheItemsOfItsMapsAndWritesNothing() {
    var resources = new TreeSet<String>();
    var actions = new TreeSet<String>();
    Template.statements(Template.properties("RestoreStateMachineRole").path("Policies")).stream()
        .filter(
            statement -> Template.actions(statement).stream().anyMatch(a -> a.startsWith("s3:")))
        .forEach(
            statement -> {
              resources.add(statement.at("/Resource/Fn::Sub").asText());
              actions.addAll(Template.actions(statement));
            });

    assertThat(Sources.STATE_MACHINE.toString()).contains(":s3:getObject");
    assertThat(Sources.STATE_MACHINE.findValues("ResultWriter")).isEmpty();
    assertThat(actions).containsExactly("s3:GetObject");
    assertThat(resources).containsExactly("${WorkBucket.Arn}/plans/*");
  }

  @Test
  void noChildOfAMapReturnsMoreThanAPairOfBraces() {
    Sources.STATE_MACHINE
        .findValues("ItemProcessor")
        .forEach(
            processor ->
                processor
                    .path("States")
                    .forEach(
                        state -> {
                          if (state.path("End").asBoolean()) {
                            assertThat(state.path("Output").toString()).isEqualTo("{}");
                          }
                        }));
    assertThat(
            Sources.STATE_MACHINE
                .at("/States/Collections/ItemProcessor/States/AbandonCollection/Catch/0/Next")
                .asText())
        .as("a child that fails is told of with its input")
        .isEqualTo("LeftToFinish");
  }

  @Test
  void itMayWriteTheLogsAndTracesThatItIsToldToWrite() {
    var actions = new TreeSet<String>();
    Template.statements(Template.properties("RestoreStateMachineRole").path("Policies"))
        .forEach(statement -> actions.addAll(Template.actions(statement)));

    assertThat(MACHINE.path("Logging").has("Destinations")).isTrue();
    assertThat(actions)
        .contains("logs:CreateLogDelivery", "logs:UpdateLogDelivery", "logs:PutResourcePolicy")
        .contains("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules");
  }

  /** What AWS asks of the role of a machine with distributed Maps. */
  @Test
  void itMayRunTheChildrenOfItsMaps() {
    var actions = new TreeSet<String>();
    Template.properties("RestoreChildExecutionsPolicy")
        .at("/PolicyDocument/Statement")
        .forEach(statement -> actions.addAll(Template.actions(statement)));

    assertThat(actions)
        .containsExactlyInAnyOrder(
            "states:StartExecution",
            "states:DescribeExecution",
            "states:StopExecution",
            "states:RedriveExecution");
  }

  @Test
  void aStateOutlastsItsFunction() {
    forEachTask(
        Sources.STATE_MACHINE,
        (state, task) -> {
          String function =
              Template.logicalId(task.at("/Arguments/FunctionName")).replaceFirst("Arn$", "");
          assertThat(task.path("TimeoutSeconds").asInt())
              .as(state)
              .isGreaterThan(Template.properties(function).path("Timeout").asInt(900));
        });
  }

  @Test
  void aCollectionOfOneBatchIsOneCallAndPassesNoOtherState() {
    JsonNode collection = Sources.STATE_MACHINE.at("/States/Collections/ItemProcessor");

    assertThat(collection.path("StartAt").asText()).isEqualTo("HowManyBatches");
    assertThat(collection.at("/States/HowManyBatches/Choices/0/Next").asText())
        .isEqualTo("InOneCall");
    assertThat(collection.at("/States/InOneCall/End").asBoolean()).isTrue();
    assertThat(collection.at("/States/InOneCall/Arguments/Payload"))
        .as("what Prepare is told of a larger one")
        .isEqualTo(collection.at("/States/Prepare/Arguments/Payload/plan"));
  }

  @Test
  void itLogsErrorsWithoutData() {
    assertThat(MACHINE.at("/Logging/Level").asText()).isEqualTo("ERROR");
    assertThat(MACHINE.at("/Logging/IncludeExecutionData").asBoolean(true)).isFalse();
    assertThat(MACHINE.at("/Tracing/Enabled").asBoolean()).isTrue();
    assertThat(MACHINE.path("Type").asText()).isEqualTo("STANDARD");
  }

  private static Map<String, JsonNode> substitutions() {
    var substitutions = new TreeMap<String, JsonNode>();
    MACHINE
        .path("DefinitionSubstitutions")
        .properties()
        .forEach(entry -> substitutions.put(entry.getKey(), entry.getValue()));
    return substitutions;
  }

  private static void forEachTask(JsonNode machine, BiConsumer<String, JsonNode> consumer) {
    machine
        .path("States")
        .properties()
        .forEach(
            state -> {
              if (state.getValue().path("Type").asText().equals("Task")) {
                consumer.accept(state.getKey(), state.getValue());
              }
              forEachTask(state.getValue().path("ItemProcessor"), consumer);
            });
  }
}
