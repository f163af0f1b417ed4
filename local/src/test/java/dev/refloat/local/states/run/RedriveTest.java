package dev.refloat.local.states.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.Harness;
import dev.refloat.local.states.TaskCall;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RedriveExecution goes on at what failed, and does nothing again that succeeded. */
class RedriveTest {

  @TempDir Path directory;
  private Harness harness;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void start() throws Exception {
    harness = Harness.in(directory);
    harness.tasks().with("f", this::answer);
  }

  private JsonNode answer(JsonNode payload) throws TaskError {
    if (broken.contains(payload.asText())) {
      throw new TaskError("E", "c");
    }
    return payload;
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private static String task(String name, String payload, String next) {
    return "\"%s\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":\"%s\"},\"Output\":\"{%% $states.result.Payload %%}\",%s}"
        .formatted(name, payload, next.isEmpty() ? "\"End\":true" : "\"Next\":\"" + next + "\"");
  }

  private List<String> payloads() {
    return harness.tasks().calls().stream()
        .map(TaskCall::arguments)
        .map(a -> a.path("Payload").asText())
        .toList();
  }

  private void redrive(ExecutionLog execution) throws Exception {
    harness.engine().redrive(execution);
    harness.engine().await(execution);
  }

  @Test
  void it_goes_on_at_the_failed_state_with_its_input_and_variables() throws Exception {
    broken.add("b");
    ExecutionLog execution =
        harness.run(
            task("A", "a", "V")
                + ",\"V\":{\"Type\":\"Pass\",\"Assign\":{\"v\":[1]},\"Next\":\"B\"},"
                + task("B", "b", "Z")
                + ",\"Z\":{\"Type\":\"Pass\",\"Output\":\"{% [$states.input, $v[0], $states.context.Execution.RedriveCount] %}\",\"End\":true}",
            "{}");
    assertThat(execution.status()).isEqualTo(Status.FAILED);
    broken.clear();
    redrive(execution);
    assertThat(harness.end(execution).output()).isEqualTo("[\"b\",1,1]");
    assertThat(payloads()).containsExactly("a", "b", "b");
    assertThat(execution.redriveCount()).isEqualTo(1);
    assertThat(Harness.types(execution))
        .containsSequence(
            "TaskFailed",
            "ExecutionFailed",
            "ExecutionRedriven",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited");
  }

  @Test
  void only_failed_branches_run_again() throws Exception {
    broken.add("2");
    // The second branch waits by a clock that passes at once: it must not fail before the first
    // one has called.
    var called = new CompletableFuture<Void>().orTimeout(10, TimeUnit.SECONDS);
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              if (payload.asText().equals("1")) {
                called.complete(null);
              } else {
                called.join();
              }
              return answer(payload);
            });
    String parallel =
        "\"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{%s}},{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":1,\"Next\":\"B\"},%s}}],\"End\":true}"
            .formatted(task("A", "1", ""), task("B", "2", ""));
    ExecutionLog execution = harness.run(parallel, "{}");
    boolean firstDone = Harness.types(execution).contains("TaskSucceeded");
    broken.clear();
    redrive(execution);
    assertThat(harness.end(execution).output()).isEqualTo("[\"1\",\"2\"]");
    assertThat(payloads().stream().filter("1"::equals)).hasSize(firstDone ? 1 : 2);
    assertThat(Harness.types(execution).stream().filter("WaitStateEntered"::equals)).hasSize(1);
  }

  @Test
  void only_failed_iterations_of_an_inline_map_run_again_also_the_second_time() throws Exception {
    broken.addAll(Set.of("2", "3"));
    String map =
        "\"M\":{\"Type\":\"Map\",\"MaxConcurrency\":1,\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{%s}},\"End\":true}"
            .formatted(task("A", "{% $string($states.input) %}", ""));
    ExecutionLog execution = harness.run(map, "[1,2,3]");
    broken.remove("2");
    redrive(execution);
    assertThat(execution.status()).isEqualTo(Status.FAILED);
    broken.clear();
    redrive(execution);
    assertThat(harness.end(execution).output()).isEqualTo("[\"1\",\"2\",\"3\"]");
    assertThat(payloads()).containsExactly("1", "2", "2", "3", "3");
  }

  @Test
  void only_failed_and_unstarted_children_of_a_distributed_map_run_again() throws Exception {
    broken.add("3");
    ExecutionLog execution =
        harness.run(
            DistributedMapTest.map("\"MaxConcurrency\":1,", DistributedMapTest.LAMBDA),
            "[\"1\",\"2\",\"3\",\"4\"]");
    MapRunLog run = Harness.onlyMapRun(execution);
    List<String> before = run.children().stream().map(ExecutionLog::arn).toList();
    assertThat(before).hasSize(3);
    broken.clear();
    redrive(execution);
    assertThat(harness.end(execution).output()).isEqualTo("[\"1\",\"2\",\"3\",\"4\"]");
    assertThat(payloads()).containsExactly("1", "2", "3", "3", "4");
    assertThat(Harness.onlyMapRun(execution)).isSameAs(run);
    assertThat(run.redriveCount()).isEqualTo(1);
    assertThat(run.children().stream().map(ExecutionLog::arn).toList())
        .startsWith(before.toArray(new String[0]));
    assertThat(run.children().get(2).redriveCount()).isEqualTo(1);
    assertThat(Harness.types(execution))
        .containsSequence("ExecutionRedriven", "MapRunRedriven", "MapRunSucceeded");
  }

  @Test
  void a_failed_express_child_is_started_anew() throws Exception {
    broken.add("1");
    ExecutionLog execution =
        harness.run(DistributedMapTest.map("", DistributedMapTest.LAMBDA, "EXPRESS"), "[\"1\"]");
    String before = Harness.onlyMapRun(execution).children().getFirst().arn();
    broken.clear();
    redrive(execution);
    assertThat(execution.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(Harness.onlyMapRun(execution).children().getFirst().arn()).isNotEqualTo(before);
  }

  @Test
  void a_stopped_execution_goes_on_where_it_was() throws Exception {
    java.util.concurrent.CountDownLatch called = new java.util.concurrent.CountDownLatch(1);
    harness
        .tasks()
        .with(
            "g",
            payload -> {
              if (called.getCount() > 0) {
                called.countDown();
                new java.util.concurrent.CountDownLatch(1).await();
              }
              return payload;
            });
    ExecutionLog execution =
        harness.start(
            task("A", "a", "B") + "," + task("B", "b", "").replace("\"f\"", "\"g\""), "{}");
    called.await();
    harness.engine().stop(execution, null, null);
    redrive(execution);
    assertThat(harness.end(execution).output()).isEqualTo("\"b\"");
    assertThat(payloads()).containsExactly("a", "b", "b");
  }

  @Test
  void a_retried_state_is_retried_again_after_a_redrive() throws Exception {
    broken.add("a");
    String retried =
        task("A", "a", "")
            .replace(
                "\"End\":true",
                "\"End\":true,\"Retry\":[{\"ErrorEquals\":[\"E\"],\"MaxAttempts\":1}]");
    ExecutionLog execution = harness.run(retried, "{}");
    redrive(execution);
    assertThat(payloads()).hasSize(4);
  }

  @Test
  void a_map_whose_results_were_too_large_runs_as_a_whole_again() throws Exception {
    JsonNode large = com.fasterxml.jackson.databind.node.TextNode.valueOf("x".repeat(150_000));
    JsonNode[] answer = {large};
    harness.tasks().with("f", payload -> answer[0]);
    String map =
        "\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{%s}},\"End\":true}"
            .formatted(task("A", "a", ""));
    ExecutionLog execution = harness.run(map, "[1,2]");
    assertThat(harness.end(execution).error()).isEqualTo("States.DataLimitExceeded");
    answer[0] = com.fasterxml.jackson.databind.node.IntNode.valueOf(1);
    redrive(execution);
    assertThat(harness.end(execution).output()).isEqualTo("[1,1]");
  }

  @Test
  void what_succeeded_or_runs_is_not_redriven() throws Exception {
    ExecutionLog execution = harness.run(task("A", "a", ""), "{}");
    assertThatThrownBy(() -> harness.engine().redrive(execution))
        .isInstanceOf(NotRedrivable.class)
        .hasMessage("Execution is SUCCEEDED and cannot be redriven");
  }

  @Test
  void children_are_redriven_only_with_the_execution_above() throws Exception {
    broken.add("1");
    ExecutionLog execution =
        harness.run(DistributedMapTest.map("", DistributedMapTest.LAMBDA), "[\"1\"]");
    ExecutionLog child = Harness.onlyMapRun(execution).children().getFirst();
    assertThatThrownBy(() -> harness.engine().redrive(child)).isInstanceOf(NotRedrivable.class);
  }
}
