package dev.refloat.local.states.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.Harness;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.VirtualTime;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Distributed Maps: readers, batches, tolerated failures, results, children's own histories,
 * stopping.
 */
class DistributedMapTest {

  static final String LAMBDA =
      "{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":\"{% $states.input %}\"},\"Output\":\"{% $states.result.Payload %}\",\"End\":true}";

  private static final String READER =
      "\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:getObject\",\"ReaderConfig\":{\"InputType\":\"%s\"%s},\"Arguments\":{\"Bucket\":\"b\",\"Key\":\"{%% $states.input.key %%}\"}},";

  private static final String WRITER =
      "\"ResultWriter\":{\"Resource\":\"arn:aws:states:::s3:putObject\",\"Arguments\":{\"Bucket\":\"out\",\"Prefix\":\"jobs/1\"}},";

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void start() throws Exception {
    harness = Harness.in(directory);
    harness.tasks().with("f", payload -> payload);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  static String map(String fields, String processor) {
    return map(fields, processor, "STANDARD");
  }

  static String map(String fields, String processor, String type) {
    return "\"M\":{\"Type\":\"Map\",\"Label\":\"L\",%s\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"%s\"},\"StartAt\":\"A\",\"States\":{\"A\":%s}},\"End\":true}"
        .formatted(fields, type, processor);
  }

  private void object(String key, String content) throws Exception {
    harness.objects().put("b", key, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void every_item_is_a_child_execution_with_its_own_history() throws Exception {
    ExecutionLog execution = harness.run(map("", LAMBDA), "[\"x\",\"y\"]");
    assertThat(harness.end(execution).output()).isEqualTo("[\"x\",\"y\"]");
    assertThat(Harness.types(execution))
        .containsExactly(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapRunStarted",
            "MapRunSucceeded",
            "MapStateSucceeded",
            "MapStateExited",
            "ExecutionSucceeded");
    MapRunLog run = Harness.onlyMapRun(execution);
    assertThat(run.start().arn())
        .startsWith("arn:aws:states:us-east-1:000000000000:mapRun:test/L:");
    assertThat(run.children())
        .hasSize(2)
        .allSatisfy(
            child -> {
              assertThat(child.arn())
                  .startsWith("arn:aws:states:us-east-1:000000000000:execution:test/L:");
              assertThat(child.machineArn())
                  .isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:test/L");
              assertThat(harness.store().find(child.arn())).isSameAs(child);
              assertThat(Harness.types(child))
                  .startsWith("ExecutionStarted", "TaskStateEntered")
                  .endsWith("ExecutionSucceeded");
            });
    assertThat(harness.store().findMapRun(run.start().arn())).isSameAs(run);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JSONL, blank lines left out     | JSONL | ``                          | `1\n\n{\"a\":2}\n`       | [1,{\"a\":2}]",
        "JSON array                      | JSON  | ``                          | [1,\"b\",null]            | [1,\"b\",null]",
        "ItemsPointer into a JSON object | JSON  | ,\"ItemsPointer\":\"/d/i\"  | {\"x\":[0],\"d\":{\"i\":[4,5]}} | [4,5]",
        "MaxItems                        | JSONL | ,\"MaxItems\":\"{% 1+1 %}\" | `1\n2\n3\n`               | [1,2]",
        "an empty object                 | JSONL | ``                          | ``                        | []",
        "large integers                  | JSONL | ``                          | 9007199254740993          | [9007199254740993]",
      })
  void items_are_read_from_an_object(
      String rule, String type, String config, String content, String output) throws Exception {
    object("k", content);
    assertThat(harness.output(map(READER.formatted(type, config), LAMBDA), "{\"key\":\"k\"}"))
        .as(rule)
        .isEqualTo(Harness.json(output));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "there is no such object | JSONL | other | cannot be read: no such key",
        "a line is not JSON      | JSONL | bad   | The items are not JSON",
        "the JSON is no array    | JSON  | obj   | Attempting to map over non-iterable node.",
      })
  void an_unreadable_object_fails_the_map(String rule, String type, String key, String cause)
      throws Exception {
    object("bad", "1\n{oops\n");
    object("obj", "{\"a\":1}");
    ExecutionLog execution =
        harness.run(map(READER.formatted(type, ""), LAMBDA), "{\"key\":\"" + key + "\"}");
    End end = harness.end(execution);
    assertThat(end.error()).as(rule).isEqualTo("States.ItemReaderFailed");
    assertThat(end.cause()).contains(cause);
    assertThat(Harness.types(execution))
        .endsWith("MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "by count                  | \"MaxItemsPerBatch\":2                            | [{\"Items\":[1,2]},{\"Items\":[3,4]},{\"Items\":[5]}]",
        "with BatchInput           | \"MaxItemsPerBatch\":\"{% 4 %}\",\"BatchInput\":{\"k\":\"{% $states.context.State.Name %}\"} | [{\"BatchInput\":{\"k\":\"M\"},\"Items\":[1,2,3,4]},{\"BatchInput\":{\"k\":\"M\"},\"Items\":[5]}]",
        "by bytes of the input     | \"MaxInputBytesPerBatch\":15                      | [{\"Items\":[1,2]},{\"Items\":[3,4]},{\"Items\":[5]}]",
        "the smaller one counts    | \"MaxItemsPerBatch\":3,\"MaxInputBytesPerBatch\":100 | [{\"Items\":[1,2,3]},{\"Items\":[4,5]}]",
      })
  void items_are_batched(String rule, String batcher, String output) throws Exception {
    assertThat(harness.output(map("\"ItemBatcher\":{" + batcher + "},", LAMBDA), "[1,2,3,4,5]"))
        .as(rule)
        .isEqualTo(Harness.json(output));
  }

  @Test
  void the_selector_makes_the_items_before_they_are_batched() throws Exception {
    assertThat(
            harness.output(
                map(
                    "\"ItemSelector\":{\"v\":\"{% $states.context.Map.Item.Value %}\"},\"ItemBatcher\":{\"MaxItemsPerBatch\":2},",
                    LAMBDA),
                "[1,2]"))
        .isEqualTo(Harness.json("[{\"Items\":[{\"v\":1},{\"v\":2}]}]"));
  }

  @Test
  void children_do_not_read_outer_variables() throws Exception {
    assertThat(
            harness.output(
                "\"V\":{\"Type\":\"Pass\",\"Assign\":{\"o\":3},\"Next\":\"M\"},"
                    + map("", "{\"Type\":\"Pass\",\"Output\":\"{% $exists($o) %}\",\"End\":true}"),
                "[1]"))
        .isEqualTo(Harness.json("[false]"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "none is tolerated by default        | ``                                                               | 1 | false",
        "as many as the count                | \"ToleratedFailureCount\":2,                                     | 2 | true",
        "one more than the count             | \"ToleratedFailureCount\":2,                                     | 3 | false",
        "as many as the percentage           | \"ToleratedFailurePercentage\":20,                               | 2 | true",
        "more than the percentage            | \"ToleratedFailurePercentage\":20,                               | 3 | false",
        "all, with 100 percent               | \"ToleratedFailurePercentage\":100,                              | 10 | true",
        "exceeding either of both            | \"ToleratedFailureCount\":1,\"ToleratedFailurePercentage\":90,   | 2 | false",
        "expressions                         | \"ToleratedFailureCount\":\"{% 1 + 1 %}\",                       | 2 | true",
      })
  void failures_are_tolerated_up_to_the_threshold(
      String rule, String fields, int failing, boolean succeeds) throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              if (payload.intValue() <= failing) {
                throw new TaskError("E", "c");
              }
              return payload;
            });
    ExecutionLog execution =
        harness.run(map("\"MaxConcurrency\":1," + fields, LAMBDA), "[1,2,3,4,5,6,7,8,9,10]");
    End end = harness.end(execution);
    if (succeeds) {
      assertThat(Harness.json(String.valueOf(end.output()))).as(rule).hasSize(10 - failing);
    } else {
      assertThat(end.error()).as(rule).isEqualTo("States.ExceedToleratedFailureThreshold");
      assertThat(end.cause()).isEqualTo("The specified tolerated failure threshold was exceeded");
      assertThat(Harness.types(execution))
          .endsWith("MapRunFailed", "MapStateFailed", "ExecutionFailed");
      assertThat(Harness.onlyMapRun(execution).children().size()).isLessThan(10);
    }
  }

  @Test
  void a_failed_batch_counts_all_its_items() throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              throw new TaskError("E", "c");
            });
    String batches =
        "\"ItemBatcher\":{\"MaxItemsPerBatch\":3},\"MaxConcurrency\":1,\"ToleratedFailureCount\":";
    assertThat(harness.end(harness.run(map(batches + "2,", LAMBDA), "[1,2,3]")).status())
        .isEqualTo(Status.FAILED);
    assertThat(harness.end(harness.run(map(batches + "3,", LAMBDA), "[1,2,3]")).status())
        .isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void when_the_threshold_is_exceeded_running_children_are_aborted() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              if (payload.intValue() == 1) {
                hanging.countDown();
                new CountDownLatch(1).await();
              }
              hanging.await();
              throw new TaskError("E", "c");
            });
    ExecutionLog execution = harness.run(map("\"MaxConcurrency\":2,", LAMBDA), "[1,2,3]");
    assertThat(harness.end(execution).error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    assertThat(Harness.onlyMapRun(execution).children().stream().map(ExecutionLog::status).toList())
        .containsExactly(Status.ABORTED, Status.FAILED);
  }

  @Test
  void a_result_writer_writes_the_service_s_files_and_the_result_points_to_them() throws Exception {
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              if (payload.intValue() == 2) {
                throw new TaskError("E", "c");
              }
              return payload;
            });
    ExecutionLog execution =
        harness.run(map(WRITER + "\"ToleratedFailureCount\":1,", LAMBDA), "[1,2,3]");
    MapRunLog run = Harness.onlyMapRun(execution);
    String id = run.start().arn().substring(run.start().arn().lastIndexOf(':') + 1);
    assertThat(Harness.json(String.valueOf(harness.end(execution).output())))
        .isEqualTo(
            Harness.json(
                "{\"MapRunArn\":\"%s\",\"ResultWriterDetails\":{\"Bucket\":\"out\",\"Key\":\"jobs/1/%s/manifest.json\"}}"
                    .formatted(run.start().arn(), id)));
    String succeeded = harness.objects().text("out/jobs/1/" + id + "/SUCCEEDED_0.json");
    String failed = harness.objects().text("out/jobs/1/" + id + "/FAILED_0.json");
    assertThat(Harness.json(harness.objects().text("out/jobs/1/" + id + "/manifest.json")))
        .isEqualTo(
            Harness.json(
                "{\"DestinationBucket\":\"out\",\"MapRunArn\":\"%s\",\"ResultFiles\":{\"FAILED\":[{\"Key\":\"jobs/1/%s/FAILED_0.json\",\"Size\":%d}],\"PENDING\":[],\"SUCCEEDED\":[{\"Key\":\"jobs/1/%s/SUCCEEDED_0.json\",\"Size\":%d}]}}"
                    .formatted(run.start().arn(), id, failed.length(), id, succeeded.length())));
    assertThat(Harness.json(succeeded)).hasSize(2);
    JsonNode entry = Harness.json(failed).get(0);
    assertThat(entry.path("Error").asText()).isEqualTo("E");
    assertThat(entry.path("Input").asText()).isEqualTo("2");
    assertThat(entry.path("Status").asText()).isEqualTo("FAILED");
    assertThat(entry.path("StartDate").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
  }

  @Test
  void results_that_cannot_be_written_fail_the_map() throws Exception {
    harness.objects().refuseWrites();
    End end = harness.end(harness.run(map(WRITER, LAMBDA), "[1]"));
    assertThat(end.error()).isEqualTo("States.ResultWriterFailed");
    assertThat(end.cause()).contains("access denied");
  }

  @Test
  void results_over_256_kib_need_a_writer() throws Exception {
    harness.tasks().with("f", payload -> payload.deepCopy());
    String large = "\"" + "x".repeat(100_000) + "\"";
    object("k", large + "\n" + large + "\n" + large);
    String reader = READER.formatted("JSONL", "");
    assertThat(harness.end(harness.run(map(reader, LAMBDA), "{\"key\":\"k\"}")).error())
        .isEqualTo("States.DataLimitExceeded");
    assertThat(harness.end(harness.run(map(reader + WRITER, LAMBDA), "{\"key\":\"k\"}")).status())
        .isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void maps_nest_and_each_level_has_its_own_map_run() throws Exception {
    String inner =
        "{\"Type\":\"Map\",\"Label\":\"Inner\",\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"EXPRESS\"},\"StartAt\":\"B\",\"States\":{\"B\":"
            + LAMBDA
            + "}},\"End\":true}";
    ExecutionLog execution = harness.run(map("", inner), "[[1,2],[3]]");
    assertThat(harness.end(execution).output()).isEqualTo("[[1,2],[3]]");
    ExecutionLog child = Harness.onlyMapRun(execution).children().getFirst();
    MapRunLog innerRun = Harness.onlyMapRun(child);
    assertThat(innerRun.start().arn()).contains(":mapRun:test/Inner:");
    assertThat(innerRun.children()).hasSize(2).allMatch(ExecutionLog::express);
    assertThat(harness.store().find(innerRun.children().getFirst().arn())).isNotNull();
  }

  @Test
  void a_stop_aborts_all_levels_and_starts_nothing_more() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              running.countDown();
              new CountDownLatch(1).await();
              return payload;
            });
    String inner =
        "{\"Type\":\"Map\",\"Label\":\"Inner\",\"MaxConcurrency\":1,\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"B\",\"States\":{\"B\":"
            + LAMBDA
            + "}},\"End\":true}";
    ExecutionLog execution = harness.start(map("", inner), "[[1,2],[3,4]]");
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    harness.engine().stop(execution, "E", "c");
    int calls = harness.tasks().calls().size();
    assertThat(calls).isEqualTo(2);
    assertThat(execution.tree().running()).isEmpty();
    assertThat(Harness.types(execution)).endsWith("MapRunAborted", "ExecutionAborted");
    MapRunLog run = Harness.onlyMapRun(execution);
    assertThat(run.status()).isEqualTo(MapRunLog.RunStatus.ABORTED);
    assertThat(run.children())
        .allSatisfy(
            child -> {
              assertThat(child.status()).isEqualTo(Status.ABORTED);
              assertThat(Harness.onlyMapRun(child).status()).isEqualTo(MapRunLog.RunStatus.ABORTED);
              assertThat(Harness.onlyMapRun(child).children()).hasSize(1);
            });
  }

  @Test
  void an_express_child_is_timed_out_after_five_minutes() throws Exception {
    try (Harness manual = new Harness(directory.resolve("manual"), VirtualTime.manual())) {
      ExecutionLog execution =
          manual.start(
              map("", "{\"Type\":\"Wait\",\"Seconds\":301,\"End\":true}", "EXPRESS"), "[1]");
      manual.time().awaitAlarms(2);
      manual.time().advance(Duration.ofMinutes(5));
      assertThat(manual.end(execution).error()).isEqualTo("States.ExceedToleratedFailureThreshold");
      assertThat(Harness.onlyMapRun(execution).children().getFirst().status())
          .isEqualTo(Status.TIMED_OUT);
    }
  }

  @Test
  void two_thousand_children_run_with_their_histories_on_disk() throws Exception {
    object(
        "k",
        IntStream.range(0, 2_000)
            .mapToObj(i -> "{\"i\":" + i + "}")
            .collect(Collectors.joining("\n")));
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    harness
        .tasks()
        .with(
            "f",
            payload -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(1);
              now.decrementAndGet();
              return payload;
            });
    ExecutionLog execution =
        harness.run(
            map(READER.formatted("JSONL", "") + WRITER + "\"MaxConcurrency\":50,", LAMBDA),
            "{\"key\":\"k\"}");
    assertThat(harness.end(execution).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(execution.eventCount()).isEqualTo(8);
    List<ExecutionLog> children = Harness.onlyMapRun(execution).children();
    assertThat(children).hasSize(2_000).allMatch(child -> child.status() == Status.SUCCEEDED);
    assertThat(children.get(1_999).start().input()).isEqualTo("{\"i\":1999}");
    assertThat(most.get()).isBetween(2, 50);
  }

  @Test
  void the_event_limit_of_a_child_is_its_own() throws Exception {
    String loop =
        "{\"Type\":\"Pass\",\"Next\":\"C\"},\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% true %}\",\"Next\":\"A\"}]}";
    ExecutionLog execution = harness.run(map("\"ToleratedFailureCount\":1,", loop), "[1]");
    assertThat(harness.end(execution).status()).isEqualTo(Status.SUCCEEDED);
    ExecutionLog child = Harness.onlyMapRun(execution).children().getFirst();
    assertThat(child.eventCount()).isEqualTo(25_000);
    assertThat(java.util.Objects.requireNonNull(child.end()).error()).isEqualTo("States.Runtime");
  }
}
