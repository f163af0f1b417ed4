package dev.refloat.local.states.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.states.Harness;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pass, Succeed, Fail, Wait, Choice, variables and the context object, by the rules of the States
 * Language.
 */
class FlowStatesTest {

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void start() throws Exception {
    harness = Harness.in(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Pass without Output passes its input on | \"P\":{\"Type\":\"Pass\",\"End\":true} | {\"a\":1} | {\"a\":1}",
        "Output may be any JSON value            | \"P\":{\"Type\":\"Pass\",\"Output\":[1,null],\"End\":true} | {} | [1,null]",
        "An expression gives its value           | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input.a + 1 %}\",\"End\":true} | {\"a\":1} | 2",
        "Strings are evaluated at any depth      | \"P\":{\"Type\":\"Pass\",\"Output\":{\"x\":[{\"y\":\"{% $states.input.a %}\"}]},\"End\":true} | {\"a\":1} | {\"x\":[{\"y\":1}]}",
        "A dollar outside of {% %} is text       | \"P\":{\"Type\":\"Pass\",\"Output\":\"$states.input\",\"End\":true} | {} | \"$states.input\"",
        "Integers above 2^53 stay exact          | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input.id %}\",\"End\":true} | {\"id\":9007199254740993} | 9007199254740993",
        "Integers of any size stay exact         | \"P\":{\"Type\":\"Pass\",\"Output\":{\"i\":\"{% $states.input.id %}\"},\"End\":true} | {\"id\":123456789012345678901234567890} | {\"i\":123456789012345678901234567890}",
        "null in the input stays null            | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input.a %}\",\"End\":true} | {\"a\":null} | null",
        "An array of one stays an array          | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input.a %}\",\"End\":true} | {\"a\":[1]} | [1]",
        "Succeed has an Output                   | \"S\":{\"Type\":\"Succeed\",\"Output\":\"{% $states.input.a %}\"} | {\"a\":\"x\"} | \"x\"",
        "Variables live from state to state      | \"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":\"{% $states.input.a %}\"},\"Output\":0,\"Next\":\"B\"},\"B\":{\"Type\":\"Pass\",\"Output\":\"{% $x %}\",\"End\":true} | {\"a\":7} | 7",
        "Assign takes effect after the state     | \"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"Next\":\"B\"},\"B\":{\"Type\":\"Pass\",\"Assign\":{\"x\":2},\"Output\":\"{% $x %}\",\"End\":true} | {} | 1",
        "Choice takes the first rule that holds  | \"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% $states.input > 1 %}\",\"Next\":\"A\"},{\"Condition\":\"{% true %}\",\"Next\":\"B\"}]},\"A\":{\"Type\":\"Pass\",\"Output\":\"a\",\"End\":true},\"B\":{\"Type\":\"Pass\",\"Output\":\"b\",\"End\":true} | 2 | \"a\"",
        "A rule has its own Output and Assign    | \"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% true %}\",\"Assign\":{\"v\":5},\"Output\":{\"r\":1},\"Next\":\"B\"}],\"Default\":\"B\"},\"B\":{\"Type\":\"Pass\",\"Output\":\"{% [$states.input.r, $v] %}\",\"End\":true} | {} | [1,5]",
        "Choice goes to Default with its Output  | \"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% false %}\",\"Next\":\"A\"}],\"Output\":\"d\",\"Default\":\"B\"},\"A\":{\"Type\":\"Pass\",\"End\":true},\"B\":{\"Type\":\"Pass\",\"End\":true} | 0 | \"d\"",
        "The context object names the state      | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.context.State.Name %}\",\"End\":true} | {} | \"P\"",
        "The context object has the first input  | \"A\":{\"Type\":\"Pass\",\"Output\":0,\"Next\":\"B\"},\"B\":{\"Type\":\"Pass\",\"Output\":\"{% $states.context.Execution.Input.a %}\",\"End\":true} | {\"a\":3} | 3",
        "The context object has the execution    | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% [$states.context.Execution.Name, $states.context.Execution.Id, $states.context.StateMachine.Name, $string($states.context.Execution.RedriveCount)] %}\",\"End\":true} | {} | [\"run-1\",\"arn:aws:states:us-east-1:000000000000:execution:test:run-1\",\"test\",\"0\"]",
        "Times in the context object are ISO     | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.context.Execution.StartTime %}\",\"End\":true} | {} | \"2026-03-01T12:00:00.000Z\"",
      })
  void a_flow_gives(String rule, String states, String input, String output) throws Exception {
    assertThat(harness.output(states, input)).as(rule).isEqualTo(Harness.json(output));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Nothing found is an error           | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input.no %}\",\"End\":true} | States.QueryEvaluationError | The JSONata expression '$states.input.no' specified for the field 'Output' returned nothing (undefined).",
        "A wrong type is an error            | \"P\":{\"Type\":\"Pass\",\"Output\":{\"a\":\"{% 'x' + 1 %}\"},\"End\":true} | States.QueryEvaluationError | specified for the field 'Output/a' threw an error during evaluation. T2001",
        "A function is no result             | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% function($x){$x} %}\",\"End\":true} | States.QueryEvaluationError | returned an unsupported result type.",
        "A condition must be boolean         | \"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% 1 %}\",\"Next\":\"P\"}]},\"P\":{\"Type\":\"Pass\",\"End\":true} | States.QueryEvaluationError | Expected 'boolean', but was 'number' for value: 1",
        "No rule and no Default              | \"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% false %}\",\"Next\":\"P\"}]},\"P\":{\"Type\":\"Pass\",\"End\":true} | States.NoChoiceMatched | executing the state 'C'",
        "Fail gives its error and cause      | \"F\":{\"Type\":\"Fail\",\"Error\":\"{% 'E' & 1 %}\",\"Cause\":\"why\"} | E1 | why",
        "Seconds must be an integer          | \"W\":{\"Type\":\"Wait\",\"Seconds\":\"{% 'x' %}\",\"End\":true} | States.QueryEvaluationError | Expected 'integer'",
        "Seconds must not be negative        | \"W\":{\"Type\":\"Wait\",\"Seconds\":\"{% -1 %}\",\"End\":true} | States.QueryEvaluationError | must be between 0",
        "Timestamp must be a date and time   | \"W\":{\"Type\":\"Wait\",\"Timestamp\":\"{% '2016-13-05T21:29:29Z' %}\",\"End\":true} | States.QueryEvaluationError | cannot be parsed as an ISO-8601 extended offset date-time format string: 2016-13-05T21:29:29Z",
        "An output over 256 KiB              | \"P\":{\"Type\":\"Pass\",\"Output\":\"{% $join([1..60000].$string()) %}\",\"End\":true} | States.DataLimitExceeded | size exceeding the maximum number of bytes service limit",
      })
  void a_flow_fails(String rule, String states, String error, String cause) throws Exception {
    End end = harness.end(harness.run(states, "{}"));
    assertThat(end.status()).as(rule).isEqualTo(Status.FAILED);
    assertThat(end.error()).isEqualTo(error);
    assertThat(end.cause()).contains(cause);
  }

  @Test
  void wait_lets_its_seconds_pass() throws Exception {
    harness.output(
        "\"W\":{\"Type\":\"Wait\",\"Seconds\":\"{% $states.input.s %}\",\"End\":true}",
        "{\"s\":90}");
    assertThat(harness.time().passed()).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void wait_ends_at_its_timestamp_and_one_in_the_past_does_not_wait() throws Exception {
    harness.output(
        "\"W\":{\"Type\":\"Wait\",\"Timestamp\":\"2026-03-01T13:04:00+01:00\",\"Next\":\"V\"},"
            + "\"V\":{\"Type\":\"Wait\",\"Timestamp\":\"2020-01-01T00:00:00Z\",\"End\":true}",
        "{}");
    assertThat(harness.time().passed()).containsExactly(Duration.ofMinutes(4));
  }

  @Test
  void the_history_is_the_one_the_service_writes() throws Exception {
    ExecutionLog execution =
        harness.run("\"P\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"End\":true}", "{\"a\": 1}");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded");
    assertThat(execution.events(2, 3).stream().map(Object::toString).toList())
        .containsExactly(
            "{\"timestamp\":1.7723664E9,\"type\":\"PassStateEntered\",\"id\":2,\"previousEventId\":0,"
                + "\"stateEnteredEventDetails\":{\"name\":\"P\",\"input\":\"{\\\"a\\\":1}\",\"inputDetails\":{\"truncated\":false}}}",
            "{\"timestamp\":1.7723664E9,\"type\":\"PassStateExited\",\"id\":3,\"previousEventId\":2,"
                + "\"stateExitedEventDetails\":{\"name\":\"P\",\"output\":\"{\\\"a\\\":1}\",\"outputDetails\":{\"truncated\":false},"
                + "\"assignedVariables\":{\"x\":\"1\"},\"assignedVariablesDetails\":{\"truncated\":false}}}");
  }

  @Test
  void a_failed_evaluation_is_told_in_the_history_with_state_and_place() throws Exception {
    ExecutionLog execution =
        harness.run(
            "\"P\":{\"Type\":\"Pass\",\"Output\":{\"a\":\"{% $no %}\"},\"End\":true}", "{}");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted", "PassStateEntered", "EvaluationFailed", "ExecutionFailed");
    assertThat(execution.events(3, 3).getFirst().path("evaluationFailedEventDetails"))
        .isEqualTo(
            Harness.json(
                "{\"state\":\"P\",\"location\":\"Output/a\",\"error\":\"States.QueryEvaluationError\",\"cause\":"
                    + "\"An error occurred while executing the state 'P' (entered at the event id #2). The JSONata expression '$no' specified for the field 'Output/a' returned nothing (undefined).\"}"));
  }

  @Test
  void event_25000_is_the_failure_of_an_execution_that_never_ends() throws Exception {
    ExecutionLog execution =
        harness.run(
            "\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% true %}\",\"Next\":\"P\"}]},"
                + "\"P\":{\"Type\":\"Pass\",\"Next\":\"C\"}",
            "{}");
    assertThat(harness.end(execution).error()).isEqualTo("States.Runtime");
    assertThat(harness.end(execution).cause())
        .isEqualTo("The execution reached the maximum number of history events (25000).");
    assertThat(execution.eventCount()).isEqualTo(25_000);
    assertThat(execution.events(25_000, 25_000).getFirst().path("type").asText())
        .isEqualTo("ExecutionFailed");
  }
}
