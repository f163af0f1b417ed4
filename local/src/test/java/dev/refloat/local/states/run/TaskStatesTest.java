package dev.refloat.local.states.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.refloat.local.states.Harness;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.VirtualTime;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Task states: arguments, results, Retry, Catch, time-outs and stopping. */
class TaskStatesTest {

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

  private static String task(String more) {
    return "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\","
        + "\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":\"{% $states.input %}\"}"
        + more
        + "}";
  }

  @Test
  void a_task_is_called_with_its_arguments_and_gives_its_result() throws Exception {
    harness.tasks().with("f", payload -> IntNode.valueOf(payload.path("a").intValue() + 1));
    JsonNode output =
        harness.output(
            task(
                    ",\"Assign\":{\"v\":\"{% $states.result.Payload %}\"},\"Output\":\"{% $states.result.StatusCode %}\",\"Next\":\"P\"")
                + ",\"P\":{\"Type\":\"Pass\",\"Output\":\"{% [$states.input, $v] %}\",\"End\":true}",
            "{\"a\":1}");
    assertThat(output).isEqualTo(Harness.json("[200,2]"));
    assertThat(harness.tasks().calls().getFirst().executionArn()).endsWith(":execution:test:run-1");
    assertThat(harness.tasks().calls().getFirst().stateName()).isEqualTo("T");
  }

  @Test
  void without_output_the_result_is_passed_on_and_the_history_tells_the_call() throws Exception {
    harness.tasks().with("f", payload -> TextNode.valueOf("ok"));
    ExecutionLog execution = harness.run(task(",\"TimeoutSeconds\":1000,\"End\":true"), "1");
    assertThat(harness.end(execution).output())
        .isEqualTo("{\"StatusCode\":200,\"Payload\":\"ok\"}");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
    assertThat(execution.events(3, 3).getFirst().path("taskScheduledEventDetails"))
        .isEqualTo(
            Harness.json(
                "{\"resourceType\":\"lambda\",\"resource\":\"invoke\",\"region\":\"us-east-1\","
                    + "\"parameters\":\"{\\\"FunctionName\\\":\\\"f\\\",\\\"Payload\\\":1}\",\"timeoutInSeconds\":1000}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "interval 1, three attempts, rate 2 by default | {\"ErrorEquals\":[\"E\"]}                                            | 1,2,4",
        "no retry with MaxAttempts 0                   | {\"ErrorEquals\":[\"E\"],\"MaxAttempts\":0}                          | ``",
        "the delay grows by BackoffRate                | {\"ErrorEquals\":[\"E\"],\"IntervalSeconds\":2,\"BackoffRate\":3.0} | 2,6,18",
        "MaxDelaySeconds bounds the delay              | {\"ErrorEquals\":[\"E\"],\"IntervalSeconds\":3,\"MaxDelaySeconds\":5} | 3,5,5",
        "States.ALL stands for E                       | {\"ErrorEquals\":[\"States.ALL\"],\"MaxAttempts\":1}                  | 1",
        "States.TaskFailed stands for E                | {\"ErrorEquals\":[\"States.TaskFailed\"],\"MaxAttempts\":1}           | 1",
        "another error is not retried                  | {\"ErrorEquals\":[\"F\"]}                                            | ``",
        "the first retrier that matches decides        | {\"ErrorEquals\":[\"E\"],\"MaxAttempts\":0},{\"ErrorEquals\":[\"States.ALL\"]} | ``",
      })
  void a_failing_task_is_retried(String rule, String retriers, String seconds) throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              throw new TaskError("E", "c");
            });
    End end = harness.end(harness.run(task(",\"Retry\":[" + retriers + "],\"End\":true"), "1"));
    assertThat(end.error()).as(rule).isEqualTo("E");
    List<String> expected = seconds.isEmpty() ? List.of() : List.of(seconds.split(","));
    assertThat(harness.time().passed().stream().map(delay -> "" + delay.toSeconds()).toList())
        .isEqualTo(expected);
  }

  @Test
  void full_jitter_draws_each_delay_from_zero_to_the_backoff() throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              throw new TaskError("E", "c");
            });
    harness.run(
        task(
            ",\"Retry\":[{\"ErrorEquals\":[\"E\"],\"IntervalSeconds\":100,\"BackoffRate\":1,\"MaxAttempts\":20,\"JitterStrategy\":\"FULL\"}],\"End\":true"),
        "1");
    List<Duration> delays = harness.time().passed();
    assertThat(delays)
        .hasSize(20)
        .allSatisfy(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(100)));
    assertThat(delays.stream().distinct().count()).isGreaterThan(15);
  }

  @Test
  void a_retry_that_succeeds_goes_on_and_the_context_counts_it() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              if (calls.incrementAndGet() < 3) {
                throw new TaskError("E", "c");
              }
              return payload;
            });
    ExecutionLog execution =
        harness.run(
            task(
                ",\"Retry\":[{\"ErrorEquals\":[\"E\"]}],\"Output\":\"{% $states.context.State.RetryCount %}\",\"End\":true"),
            "1");
    assertThat(harness.end(execution).output()).isEqualTo("2");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskFailed",
            "TaskScheduled",
            "TaskStarted",
            "TaskFailed",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
  }

  @ParameterizedTest
  @CsvSource({
    "States.ALL, E, true",
    "States.ALL, States.Timeout, true",
    "States.ALL, States.QueryEvaluationError, true",
    "States.ALL, States.DataLimitExceeded, false",
    "States.ALL, States.Runtime, false",
    "States.TaskFailed, E, true",
    "States.TaskFailed, States.Timeout, false",
    "States.TaskFailed, States.DataLimitExceeded, false",
    "States.DataLimitExceeded, States.DataLimitExceeded, true",
    "States.Runtime, States.Runtime, false",
    "States.Timeout, States.Timeout, true",
    "E, E, true",
    "E, Ex, false",
  })
  void an_error_name_stands_for(String name, String error, boolean stands) {
    assertThat(Handling.matches(name, error)).isEqualTo(stands);
  }

  @Test
  void a_catcher_gets_error_and_cause_and_assigns() throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              throw new TaskError("E", "why");
            });
    JsonNode output =
        harness.output(
            task(
                    ",\"Catch\":[{\"ErrorEquals\":[\"E\"],\"Assign\":{\"c\":\"{% $states.errorOutput.Cause %}\"},\"Output\":{\"e\":\"{% $states.errorOutput.Error %}\",\"i\":\"{% $states.input %}\"},\"Next\":\"P\"}],\"End\":true")
                + ",\"P\":{\"Type\":\"Pass\",\"Output\":\"{% [$states.input.e, $states.input.i, $c] %}\",\"End\":true}",
            "5");
    assertThat(output).isEqualTo(Harness.json("[\"E\",5,\"why\"]"));
  }

  @Test
  void without_output_a_catcher_passes_the_error_output_on() throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              throw new TaskError("E", "why");
            });
    ExecutionLog execution =
        harness.run(
            task(",\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"P\"}],\"End\":true")
                + ",\"P\":{\"Type\":\"Pass\",\"End\":true}",
            "5");
    assertThat(harness.end(execution).output()).isEqualTo("{\"Error\":\"E\",\"Cause\":\"why\"}");
    assertThat(Harness.types(execution))
        .containsSequence("TaskFailed", "TaskStateExited", "PassStateEntered");
  }

  @Test
  void a_failed_evaluation_of_a_task_can_be_caught() throws Exception {
    harness.tasks().with("f", payload -> payload);
    JsonNode output =
        harness.output(
            task(
                    ",\"Output\":\"{% $no %}\",\"Catch\":[{\"ErrorEquals\":[\"States.QueryEvaluationError\"],\"Output\":1,\"Next\":\"P\"}],\"End\":true")
                + ",\"P\":{\"Type\":\"Pass\",\"End\":true}",
            "5");
    assertThat(output).isEqualTo(IntNode.valueOf(1));
  }

  @Test
  void a_result_over_256_kib_fails_and_states_all_does_not_catch_it() throws Exception {
    harness.tasks().with("f", payload -> TextNode.valueOf("x".repeat(256 * 1024)));
    ExecutionLog execution =
        harness.run(
            task(",\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"P\"}],\"End\":true")
                + ",\"P\":{\"Type\":\"Pass\",\"End\":true}",
            "5");
    assertThat(harness.end(execution).error()).isEqualTo("States.DataLimitExceeded");
    assertThat(Harness.types(execution)).contains("TaskFailed").doesNotContain("TaskSucceeded");
  }

  @Test
  void a_task_over_its_timeout_fails_and_its_late_answer_is_ignored() throws Exception {
    try (Harness manual = new Harness(directory.resolve("manual"), VirtualTime.manual())) {
      CountDownLatch answer = new CountDownLatch(1);
      CountDownLatch answered = new CountDownLatch(1);
      manual
          .tasks()
          .with(
              "f",
              payload -> {
                answer.await();
                answered.countDown();
                return payload;
              });
      ExecutionLog execution =
          manual.start(
              task(
                      ",\"TimeoutSeconds\":\"{% 10 * 3 %}\",\"Catch\":[{\"ErrorEquals\":[\"States.Timeout\"],\"Next\":\"P\"}],\"End\":true")
                  + ",\"P\":{\"Type\":\"Pass\",\"End\":true}",
              "5");
      manual.time().awaitAlarms(1);
      manual.time().advance(Duration.ofSeconds(29));
      assertThat(execution.status()).isEqualTo(Status.RUNNING);
      manual.time().advance(Duration.ofSeconds(1));
      assertThat(manual.end(execution).output())
          .isEqualTo("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}");
      int events = execution.eventCount();
      answer.countDown();
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(execution.eventCount()).isEqualTo(events);
      assertThat(Harness.types(execution)).contains("TaskTimedOut").doesNotContain("TaskSucceeded");
      assertThat(manual.time().alarms()).isZero();
    }
  }

  @Test
  void an_execution_over_the_timeout_of_its_machine_is_timed_out() throws Exception {
    try (Harness manual = new Harness(directory.resolve("manual"), VirtualTime.manual())) {
      ExecutionLog execution =
          manual.startMachine(
              "{\"QueryLanguage\":\"JSONata\",\"TimeoutSeconds\":60,\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":100,\"End\":true}}}",
              "{}");
      manual.time().awaitAlarms(2);
      manual.time().advance(Duration.ofSeconds(60));
      End end = manual.end(execution);
      assertThat(end)
          .isEqualTo(new End(Status.TIMED_OUT, manual.time().instant(), null, null, null));
      assertThat(Harness.types(execution)).last().isEqualTo("ExecutionTimedOut");
    }
  }

  @Test
  void a_stop_ends_the_execution_at_once_and_no_task_starts_after_it() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              called.countDown();
              answer.await();
              return payload;
            });
    String next = task(",\"Next\":\"U\"") + "," + task(",\"End\":true").replace("\"T\"", "\"U\"");
    ExecutionLog execution = harness.start(next, "1");
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    harness.engine().stop(execution, "Enough", "by hand");
    assertThat(execution.status()).isEqualTo(Status.ABORTED);
    End end = harness.end(execution);
    assertThat(end.error()).isEqualTo("Enough");
    assertThat(end.cause()).isEqualTo("by hand");
    answer.countDown();
    harness.engine().stop(execution, "again", "again");
    assertThat(harness.tasks().calls()).hasSize(1);
    assertThat(harness.end(execution).error()).isEqualTo("Enough");
    assertThat(Harness.types(execution)).last().isEqualTo("ExecutionAborted");
  }

  @Test
  void a_resource_that_breaks_its_contract_is_a_failed_task() throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              throw new StackOverflowError();
            });
    assertThat(harness.end(harness.run(task(",\"End\":true"), "1")).error())
        .isEqualTo("States.TaskFailed");
  }
}
