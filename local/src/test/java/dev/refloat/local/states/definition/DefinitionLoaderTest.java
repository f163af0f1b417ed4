package dev.refloat.local.states.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.local.states.Harness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the loader refuses, one rule a row, and that it tells all at once. */
class DefinitionLoaderTest {

  private final DefinitionLoader loader =
      new DefinitionLoader("arn:aws:states:::lambda:invoke"::equals);

  private List<String> findings(String definition) {
    InvalidDefinition refused =
        catchThrowableOfType(InvalidDefinition.class, () -> loader.load(definition));
    assertThat(refused).as("refusal of %s", definition).isNotNull();
    return refused.findings();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"P\":{\"Type\":\"Pass\",\"Foo\":1,\"End\":true} | State 'P': field 'Foo' is not a known field of a Pass state",
        "\"P\":{\"Type\":\"Pass\",\"InputPath\":\"$\",\"End\":true} | State 'P': field 'InputPath' belongs to JSONPath; definitions are read as JSONata only",
        "\"P\":{\"Type\":\"Pass\",\"QueryLanguage\":\"JSONPath\",\"End\":true} | State 'P': field 'QueryLanguage' must be 'JSONata', here or at the top of the state machine",
        "\"P\":{\"Type\":\"Pass\",\"Next\":\"Q\"} | State 'P': there is no state 'Q' to go to",
        "\"P\":{\"Type\":\"Pass\",\"End\":true},\"Q\":{\"Type\":\"Succeed\"} | State 'Q': cannot be reached",
        "\"P\":{\"Type\":\"Pass\"} | State 'P': field 'Next' or 'End': true must be there, and not both",
        "\"P\":{\"Type\":\"Pass\",\"Next\":\"P\",\"End\":true} | State 'P': field 'Next' or 'End': true must be there, and not both",
        "\"P\":{\"Type\":\"Paas\",\"End\":true} | State 'P': field 'Type' must be Pass, Task, Choice, Wait, Map, Parallel, Succeed or Fail",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::sqs:sendMessage\",\"End\":true} | State 'T': field 'Resource' names 'arn:aws:states:::sqs:sendMessage', which cannot be called here",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"TimeoutSeconds\":0,\"End\":true} | State 'T': field 'TimeoutSeconds' must be a number from 1 to 99999999, or an expression that gives one",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"TimeoutSeconds\":5,\"HeartbeatSeconds\":5,\"End\":true} | State 'T': field 'HeartbeatSeconds' must be smaller than TimeoutSeconds",
        "\"P\":{\"Type\":\"Pass\",\"Output\":\"{% $a + %}\",\"End\":true} | State 'P': field 'Output' is not a JSONata expression",
        "\"P\":{\"Type\":\"Pass\",\"Output\":\"{% 1 %} \",\"End\":true} | State 'P': field 'Output' must start with '{%' and end with '%}' to be an expression, with nothing around",
        "\"P\":{\"Type\":\"Pass\",\"Output\":\"{% $eval('1') %}\",\"End\":true} | State 'P': field 'Output' uses $eval, which Step Functions does not have; $parse reads JSON text",
        "\"P\":{\"Type\":\"Pass\",\"Output\":{\"a\":\"{% $states.result %}\"},\"End\":true} | State 'P': field 'Output/a' reads $states.result, which only Output and Assign of a Task, Parallel or Map can",
        "\"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.errorOutput %}\",\"End\":true} | State 'P': field 'Output' reads $states.errorOutput, which only Output and Assign of a catcher can",
        "\"P\":{\"Type\":\"Pass\",\"Assign\":{\"states\":1},\"End\":true} | State 'P': field 'Assign/states' is not a variable name: letters, digits and underscores, at most 80, not 'states'",
        "\"P\":{\"Type\":\"Pass\",\"Assign\":{\"1x\":1},\"End\":true} | State 'P': field 'Assign/1x' is not a variable name: letters, digits and underscores, at most 80, not 'states'",
        "\"W\":{\"Type\":\"Wait\",\"End\":true} | State 'W': field 'Seconds' or 'Timestamp' must be there, and not both",
        "\"W\":{\"Type\":\"Wait\",\"Timestamp\":\"tomorrow\",\"End\":true} | State 'W': field 'Timestamp' must be a date and time by RFC 3339, for example 2026-01-31T12:00:00Z",
        "\"C\":{\"Type\":\"Choice\",\"Choices\":[]} | State 'C': field 'Choices' is required and must have at least one rule",
        "\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"x\",\"Next\":\"C\"}]} | State 'C'/Choices[0]: field 'Condition' is required and must be an expression",
        "\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% true %}\",\"Variable\":\"$.a\",\"Next\":\"C\"}]} | State 'C'/Choices[0]: field 'Variable' belongs to JSONPath; definitions are read as JSONata only",
        "\"S\":{\"Type\":\"Succeed\",\"End\":true} | State 'S': field 'End' is not a known field of a Succeed state",
        "\"F\":{\"Type\":\"Fail\",\"Error\":1} | State 'F': field 'Error' must be a string",
        "\"L\":{\"Type\":\"Parallel\",\"Branches\":[],\"End\":true} | State 'L': field 'Branches' is required and must have at least one branch",
        "\"L\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"L\",\"States\":{\"L\":{\"Type\":\"Succeed\"}}}],\"End\":true} | State 'L'/Branches[0]: field 'States/L' has a name that another state of the machine has",
        "\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}},\"Iterator\":{},\"End\":true} | State 'M': field 'Iterator' is not a known field of a Map state",
        "\"M\":{\"Type\":\"Map\",\"ItemBatcher\":{\"MaxItemsPerBatch\":1},\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}},\"End\":true} | State 'M': field 'ItemBatcher' is not a known field of a Map state",
        "\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\"},\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}},\"End\":true} | State 'M'/ItemProcessor/ProcessorConfig: field 'ExecutionType' is required",
        "\"M\":{\"Type\":\"Map\",\"Label\":\"a b\",\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}},\"End\":true} | State 'M': field 'Label' must have at most 40 characters",
        "\"M\":{\"Type\":\"Map\",\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:listObjectsV2\",\"Arguments\":{\"Bucket\":\"b\",\"Key\":\"k\"},\"ReaderConfig\":{\"InputType\":\"CSV\"}},\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}},\"End\":true} | State 'M'/ItemReader: field 'Resource' must be 'arn:aws:states:::s3:getObject', nothing else is known here",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Retry\":[{\"ErrorEquals\":[\"States.ALL\",\"E\"]}],\"End\":true} | State 'T'/Retry[0]: field 'ErrorEquals' may name States.ALL only alone and in the last place",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Retry\":[{\"ErrorEquals\":[\"States.All\"]}],\"End\":true} | State 'T'/Retry[0]: field 'ErrorEquals' names 'States.All', which is no error of the States Language",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Retry\":[{\"ErrorEquals\":[\"E\"],\"BackoffRate\":0.5}],\"End\":true} | State 'T'/Retry[0]: field 'BackoffRate' must be a number of at least 1.0",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Retry\":[{\"ErrorEquals\":[\"E\"],\"IntervalSeconds\":9,\"MaxDelaySeconds\":3}],\"End\":true} | State 'T'/Retry[0]: field 'MaxDelaySeconds' must be an integer above IntervalSeconds",
        "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Catch\":[{\"ErrorEquals\":[\"E\"],\"ResultPath\":\"$\",\"Next\":\"T\"}],\"End\":true} | State 'T'/Catch[0]: field 'ResultPath' belongs to JSONPath; definitions are read as JSONata only",
      })
  void a_definition_is_refused(String states, String finding) {
    assertThat(findings(Harness.machine(states)))
        .anySatisfy(text -> assertThat(text).startsWith(finding));
  }

  @Test
  void all_findings_are_told_not_only_the_first() {
    assertThat(
            findings(
                Harness.machine(
                    "\"A\":{\"Type\":\"Pass\",\"X\":1,\"Next\":\"Nowhere\"},\"B\":{\"Type\":\"Wait\",\"Seconds\":-1,\"End\":true}")))
        .containsExactlyInAnyOrder(
            "State 'A': field 'X' is not a known field of a Pass state",
            "State 'B': field 'Seconds' must be a number from 0 to 99999999, or an expression that gives one",
            "State 'A': there is no state 'Nowhere' to go to",
            "State 'B': cannot be reached");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | The definition is not JSON: Unrecognized token 'nonsense'",
        "[] | The definition is not a JSON object",
        "{\"a\":1,\"a\":2} | The definition is not JSON: Duplicate",
        "{} | State machine: field 'StartAt' is required",
        "{\"QueryLanguage\":\"JSONPath\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}} | State machine: field 'QueryLanguage' must be 'JSONata'",
        "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}} | State 'A': field 'QueryLanguage' must be 'JSONata', here or at the top of the state machine",
        "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"B\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}} | State machine: field 'StartAt' names the state 'B', which does not exist",
        "{\"QueryLanguage\":\"JSONata\",\"TimeoutSeconds\":\"{% 1 %}\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}} | State machine: field 'TimeoutSeconds' must be an integer from 1",
        "{\"QueryLanguage\":\"JSONata\",\"Foo\":1,\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}} | State machine: field 'Foo' is not a known field of a state machine",
      })
  void a_machine_is_refused(String definition, String finding) {
    assertThat(findings(definition)).anySatisfy(text -> assertThat(text).startsWith(finding));
  }

  @Test
  void an_inner_scope_must_not_assign_a_variable_of_an_outer_one() {
    assertThat(
            findings(
                Harness.machine(
                    "\"V\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"Next\":\"M\"},"
                        + "\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":"
                        + "{\"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"End\":true}}},\"End\":true}")))
        .containsExactly(
            "State 'A': field 'Assign/x' has the name of a variable of an outer scope");
  }

  @Test
  void a_child_of_a_distributed_map_has_a_scope_of_its_own() throws Exception {
    Machine machine =
        loader.load(
            Harness.machine(
                "\"V\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"Next\":\"M\"},\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"EXPRESS\"},\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"End\":true}}},\"End\":true}"));
    State.MapState map = (State.MapState) machine.flow().state("M");
    assertThat(map.distributed()).isNotNull();
    assertThat(java.util.Objects.requireNonNull(map.distributed()).label()).isEqualTo("M");
    assertThat(java.util.Objects.requireNonNull(map.distributed()).express()).isTrue();
  }

  @Test
  void labels_are_unique_in_a_machine() {
    String map =
        "\"%s\":{\"Type\":\"Map\",\"Label\":\"L\",\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"EXPRESS\"},\"StartAt\":\"A%s\",\"States\":{\"A%s\":{\"Type\":\"Succeed\"}}},%s}";
    assertThat(
            findings(
                Harness.machine(
                    map.formatted("M", 1, 1, "\"Next\":\"N\"")
                        + ","
                        + map.formatted("N", 2, 2, "\"End\":true"))))
        .containsExactly(
            "State 'N': field 'Label' must be unique in the state machine, 'L' is not");
  }

  @Test
  void comments_stand_everywhere_and_text_that_looks_like_a_variable_is_no_reference()
      throws Exception {
    Machine machine =
        loader.load(
            "{\"Comment\":\"c\",\"Version\":\"1.0\",\"QueryLanguage\":\"JSONata\",\"TimeoutSeconds\":9,\"StartAt\":\"A\",\"States\":{\"A\":{\"Comment\":\"c\",\"Type\":\"Pass\",\"Output\":\"{% '$eval $states.result' /* $eval */ %}\",\"End\":true}}}");
    assertThat(machine.timeoutSeconds()).isEqualTo(9);
    assertThatThrownBy(() -> machine.flow().state("B")).isInstanceOf(NullPointerException.class);
  }
}
