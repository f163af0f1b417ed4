package dev.refloat.local.states.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.states.Harness;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Parallel and inline Map: results in order, scopes of variables, failures, limits of concurrency.
 */
class ParallelAndInlineMapTest {

  private static final String LAMBDA =
      "{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"%s\",\"Payload\":\"{%% $states.input %%}\"},\"Output\":\"{%% $states.result.Payload %%}\",\"End\":true}";

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
        "Parallel gives its branches' outputs in order | \"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":1,\"Next\":\"A2\"},\"A2\":{\"Type\":\"Pass\",\"Output\":\"a\",\"End\":true}}},{\"StartAt\":\"B\",\"States\":{\"B\":{\"Type\":\"Succeed\",\"Output\":\"b\"}}}],\"End\":true} | {} | [\"a\",\"b\"]",
        "Arguments are the branches' input             | \"P\":{\"Type\":\"Parallel\",\"Arguments\":{\"n\":\"{% $states.input + 1 %}\"},\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}],\"End\":true} | 4 | [{\"n\":5}]",
        "Output and Assign read the result             | \"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}],\"Output\":\"{% $states.result[0] * 2 %}\",\"Assign\":{\"r\":\"{% $states.result[0] %}\"},\"Next\":\"Z\"},\"Z\":{\"Type\":\"Pass\",\"Output\":\"{% [$states.input, $r] %}\",\"End\":true} | 4 | [8,4]",
        "Branches read outer variables                 | \"V\":{\"Type\":\"Pass\",\"Assign\":{\"o\":3},\"Next\":\"P\"},\"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Assign\":{\"i\":\"{% $o + 1 %}\"},\"Next\":\"A2\"},\"A2\":{\"Type\":\"Pass\",\"Output\":\"{% $i %}\",\"End\":true}}}],\"End\":true} | {} | [4]",
        "Inner variables end with the branch           | \"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Assign\":{\"i\":1},\"End\":true}}}],\"Next\":\"Z\"},\"Z\":{\"Type\":\"Pass\",\"Output\":\"{% $exists($i) %}\",\"End\":true} | {} | false",
        "A Map iterates over its input                 | \"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input * 2 %}\",\"End\":true}}},\"End\":true} | [1,2,3] | [2,4,6]",
        "Items and ItemSelector make the inputs        | \"M\":{\"Type\":\"Map\",\"Items\":\"{% $states.input.l %}\",\"ItemSelector\":{\"i\":\"{% $states.context.Map.Item.Index %}\",\"v\":\"{% $states.context.Map.Item.Value %}\",\"k\":\"{% $states.input.k %}\"},\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"INLINE\"},\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true} | {\"l\":[\"x\"],\"k\":9} | [{\"i\":0,\"v\":\"x\",\"k\":9}]",
        "Items may be an array with expressions        | \"M\":{\"Type\":\"Map\",\"Items\":[1,\"{% $states.input %}\"],\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true} | 7 | [1,7]",
        "Iterations read their item from the context   | \"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Output\":\"{% $states.context.Map.Item.Index %}\",\"End\":true}}},\"End\":true} | [5,5] | [0,1]",
        "An empty Map gives an empty array             | \"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true} | [] | []",
        "Maps nest                                     | \"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"N\",\"States\":{\"N\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Output\":\"{% $states.input + 1 %}\",\"End\":true}}},\"End\":true}}},\"End\":true} | [[1],[2,3]] | [[2],[3,4]]",
      })
  void a_flow_gives(String rule, String states, String input, String output) throws Exception {
    assertThat(harness.output(states, input)).as(rule).isEqualTo(Harness.json(output));
  }

  @Test
  void the_history_of_a_map_tells_its_iterations() throws Exception {
    ExecutionLog execution =
        harness.run(
            "\"M\":{\"Type\":\"Map\",\"MaxConcurrency\":1,\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}",
            "[1,2]");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapIterationStarted",
            "PassStateEntered",
            "PassStateExited",
            "MapIterationSucceeded",
            "MapIterationStarted",
            "PassStateEntered",
            "PassStateExited",
            "MapIterationSucceeded",
            "MapStateSucceeded",
            "MapStateExited",
            "ExecutionSucceeded");
  }

  @Test
  void a_failed_branch_stops_the_others_and_can_be_caught() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    harness
        .tasks()
        .with(
            "hang",
            payload -> {
              waiting.countDown();
              never.await();
              return payload;
            });
    harness
        .tasks()
        .with(
            "fail",
            payload -> {
              waiting.await();
              throw new TaskError("E", "c");
            });
    ExecutionLog execution =
        harness.run(
            "\"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":%s}},{\"StartAt\":\"B\",\"States\":{\"B\":%s}}],\"Catch\":[{\"ErrorEquals\":[\"E\"],\"Next\":\"Z\"}],\"End\":true},\"Z\":{\"Type\":\"Pass\",\"End\":true}"
                .formatted(LAMBDA.formatted("hang"), LAMBDA.formatted("fail")),
            "{}");
    assertThat(harness.end(execution).output()).isEqualTo("{\"Error\":\"E\",\"Cause\":\"c\"}");
    assertThat(Harness.types(execution))
        .containsSequence(
            "TaskFailed", "TaskStateAborted", "ParallelStateFailed", "ParallelStateExited");
    never.countDown();
  }

  @Test
  void a_retried_parallel_runs_all_its_branches_again() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              if (calls.incrementAndGet() == 1) {
                throw new TaskError("E", "c");
              }
              return payload;
            });
    ExecutionLog execution =
        harness.run(
            "\"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":%s}}],\"Retry\":[{\"ErrorEquals\":[\"E\"]}],\"End\":true}"
                .formatted(LAMBDA.formatted("f")),
            "3");
    assertThat(harness.end(execution).output()).isEqualTo("[3]");
    assertThat(Harness.types(execution).stream().filter("ParallelStateStarted"::equals)).hasSize(2);
  }

  @Test
  void a_failed_iteration_fails_the_map_with_its_error() throws Exception {
    ExecutionLog execution =
        harness.run(
            "\"M\":{\"Type\":\"Map\",\"MaxConcurrency\":1,\"ItemProcessor\":{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"c\"}}},\"End\":true}",
            "[1,2]");
    End end = harness.end(execution);
    assertThat(end.error()).isEqualTo("E");
    assertThat(end.cause()).isEqualTo("c");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapIterationStarted",
            "FailStateEntered",
            "MapIterationFailed",
            "MapStateFailed",
            "ExecutionFailed");
  }

  @ParameterizedTest
  @CsvSource({"0, 40", "3, 3", "100, 40"})
  void an_inline_map_runs_at_most_so_many_iterations_at_once(int maxConcurrency, int expected)
      throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(expected);
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              full.countDown();
              full.await();
              now.decrementAndGet();
              return payload;
            });
    harness.output(
        "\"M\":{\"Type\":\"Map\",\"Items\":\"{%% [1..90] %%}\",\"MaxConcurrency\":%d,\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":%s}},\"End\":true}"
            .formatted(maxConcurrency, LAMBDA.formatted("f")),
        "{}");
    assertThat(most.get()).isEqualTo(expected);
  }

  @Test
  void items_that_are_no_array_are_an_evaluation_error() throws Exception {
    ExecutionLog execution =
        harness.run(
            "\"M\":{\"Type\":\"Map\",\"Items\":\"{% 1 %}\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}",
            "{}");
    assertThat(harness.end(execution).cause())
        .isEqualTo(
            "An error occurred while executing the state 'M' (entered at the event id #2). The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted",
            "MapStateEntered",
            "EvaluationFailed",
            "MapStateFailed",
            "ExecutionFailed");
  }
}
