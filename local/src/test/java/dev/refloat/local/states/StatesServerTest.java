package dev.refloat.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/** The protocol, through the SDK's own client, and what a restart leaves. */
class StatesServerTest {

  private static final String PASS =
      "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}";
  private static final String WAIT =
      "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":1000,\"End\":true}}}";
  private static final String TASK =
      Harness.machine(
          "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":\"{% $states.input %}\"},\"End\":true}");
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  @TempDir Path directory;
  private final FakeTasks tasks = new FakeTasks();
  private final List<ExecutionStatusChange> changes = new CopyOnWriteArrayList<>();
  private StatesServer server;
  private SfnClient sfn;

  @BeforeEach
  void start() throws IOException {
    server = StatesServer.start(settings());
    sfn = client(server);
  }

  @AfterEach
  void stop() {
    sfn.close();
    server.close();
  }

  private StatesSettings settings() {
    return new StatesSettings(
        0,
        directory,
        tasks,
        new MemoryObjects(),
        changes::add,
        "eu-central-1",
        StatesSettings.LOCAL_ACCOUNT);
  }

  private static SfnClient client(StatesServer server) {
    return SfnClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  private String create(String name, String definition) {
    return sfn.createStateMachine(r -> r.name(name).definition(definition).roleArn(ROLE))
        .stateMachineArn();
  }

  private String run(String machine, String name, String input) {
    return sfn.startExecution(r -> r.stateMachineArn(machine).name(name).input(input))
        .executionArn();
  }

  private DescribeExecutionResponse awaitEnd(String arn) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(30);
    DescribeExecutionResponse execution = sfn.describeExecution(r -> r.executionArn(arn));
    while (execution.status() == ExecutionStatus.RUNNING) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(5);
      execution = sfn.describeExecution(r -> r.executionArn(arn));
    }
    return execution;
  }

  private void awaitTold(String arn, String status) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(30);
    while (changes.stream()
        .noneMatch(c -> c.executionArn().equals(arn) && c.status().equals(status))) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(5);
    }
  }

  @Test
  void a_machine_is_created_once_updated_listed_described_and_deleted() {
    String arn = create("m", PASS);
    assertThat(arn).isEqualTo("arn:aws:states:eu-central-1:000000000000:stateMachine:m");
    assertThat(create("m", PASS)).isEqualTo(arn);
    assertThatThrownBy(() -> create("m", WAIT))
        .isInstanceOf(StateMachineAlreadyExistsException.class);
    String before = sfn.describeStateMachine(r -> r.stateMachineArn(arn)).revisionId();
    String revision =
        sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(WAIT)).revisionId();
    assertThat(revision).isNotEqualTo(before);
    var described = sfn.describeStateMachine(r -> r.stateMachineArn(arn));
    assertThat(described.definition()).isEqualTo(WAIT);
    assertThat(described.revisionId()).isEqualTo(revision);
    assertThat(described.statusAsString()).isEqualTo("ACTIVE");
    assertThat(sfn.listStateMachines().stateMachines()).hasSize(1);
    sfn.deleteStateMachine(r -> r.stateMachineArn(arn));
    sfn.deleteStateMachine(r -> r.stateMachineArn(arn));
    assertThatThrownBy(() -> sfn.describeStateMachine(r -> r.stateMachineArn(arn)))
        .isInstanceOf(StateMachineDoesNotExistException.class);
  }

  @Test
  void an_invalid_definition_is_refused_with_all_findings() {
    assertThatThrownBy(() -> create("m", PASS.replace("\"End\":true", "\"X\":1,\"Next\":\"Q\"")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("field 'X' is not a known field")
        .hasMessageContaining("there is no state 'Q'");
  }

  @Test
  void an_execution_runs_and_is_described() throws Exception {
    String arn = run(create("m", PASS), "e1", "{\"id\": 9007199254740993}");
    assertThat(arn).isEqualTo("arn:aws:states:eu-central-1:000000000000:execution:m:e1");
    DescribeExecutionResponse ended = awaitEnd(arn);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(ended.input()).isEqualTo("{\"id\": 9007199254740993}");
    assertThat(ended.output()).isEqualTo("{\"id\":9007199254740993}");
    assertThat(ended.name()).isEqualTo("e1");
    assertThat(ended.redriveStatusAsString()).isEqualTo("NOT_REDRIVABLE");
    assertThat(ended.redriveStatusReason())
        .isEqualTo("Execution is SUCCEEDED and cannot be redriven");
    assertThat(ended.stopDate()).isAfterOrEqualTo(ended.startDate());
    assertThat(ended.startDate())
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    awaitTold(arn, "SUCCEEDED");
    assertThat(changes.stream().map(ExecutionStatusChange::status))
        .containsExactly("RUNNING", "SUCCEEDED");
    assertThat(changes.getLast().output()).isEqualTo("{\"id\":9007199254740993}");
  }

  @Test
  void an_alias_starts_the_machine_whose_execution_it_is() throws Exception {
    String machine = create("m", WAIT);

    String arn = run(machine + ":live", "e", "{}");

    assertThat(arn).isEqualTo(run(machine, "e", "{}"));
    assertThat(sfn.describeExecution(r -> r.executionArn(arn)).stateMachineArn())
        .isEqualTo(machine);
    sfn.stopExecution(r -> r.executionArn(arn));
    awaitEnd(arn);
  }

  @Test
  void a_name_is_used_once_and_the_same_start_while_it_runs_answers_the_same() throws Exception {
    String machine = create("m", WAIT);
    var first = sfn.startExecution(r -> r.stateMachineArn(machine).name("e").input("{\"a\":1}"));
    var again = sfn.startExecution(r -> r.stateMachineArn(machine).name("e").input("{\"a\":1}"));
    assertThat(again.executionArn()).isEqualTo(first.executionArn());
    assertThat(again.startDate()).isEqualTo(first.startDate());
    assertThatThrownBy(() -> run(machine, "e", "{\"a\":2}"))
        .isInstanceOf(ExecutionAlreadyExistsException.class);
    sfn.stopExecution(r -> r.executionArn(first.executionArn()).error("E").cause("c"));
    assertThatThrownBy(() -> run(machine, "e", "{\"a\":1}"))
        .isInstanceOf(ExecutionAlreadyExistsException.class)
        .hasMessageContaining("Execution Already Exists: '" + first.executionArn() + "'");
    DescribeExecutionResponse stopped = awaitEnd(first.executionArn());
    assertThat(stopped.status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(stopped.error()).isEqualTo("E");
    assertThat(stopped.cause()).isEqualTo("c");
  }

  @Test
  void bad_requests_are_told_apart() {
    String machine = create("m", PASS);
    assertThatThrownBy(() -> run(machine, "a b", "{}")).isInstanceOf(InvalidNameException.class);
    assertThatThrownBy(() -> run(machine, "x".repeat(81), "{}"))
        .isInstanceOf(InvalidNameException.class);
    assertThatThrownBy(() -> run(machine, "a", "not json"))
        .isInstanceOf(InvalidExecutionInputException.class);
    assertThatThrownBy(() -> run(machine, "a", ""))
        .isInstanceOf(InvalidExecutionInputException.class);
    assertThatThrownBy(() -> run(machine, "a", "\"" + "x".repeat(262_143) + "\""))
        .isInstanceOf(InvalidExecutionInputException.class);
    assertThatThrownBy(() -> run(machine + "x", "a", "{}"))
        .isInstanceOf(StateMachineDoesNotExistException.class);
    assertThatThrownBy(() -> run("nonsense", "a", "{}")).isInstanceOf(InvalidArnException.class);
    assertThatThrownBy(() -> sfn.describeExecution(r -> r.executionArn("nonsense")))
        .isInstanceOf(InvalidArnException.class);
    assertThatThrownBy(
            () ->
                sfn.describeExecution(
                    r -> r.executionArn(machine.replace("stateMachine", "execution") + ":no")))
        .isInstanceOf(ExecutionDoesNotExistException.class);
    assertThatThrownBy(() -> sfn.listExecutions(r -> r.stateMachineArn(machine).maxResults(1001)))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> sfn.listActivities())
        .isInstanceOf(SfnException.class)
        .hasMessageContaining("not supported");
  }

  @Test
  void histories_are_paged_reversed_and_shown_without_data() throws Exception {
    String arn = run(create("m", PASS), "e", "{\"a\":1}");
    awaitEnd(arn);
    List<HistoryEvent> all = sfn.getExecutionHistory(r -> r.executionArn(arn)).events();
    assertThat(all.stream().map(HistoryEvent::type))
        .containsExactly(
            HistoryEventType.EXECUTION_STARTED,
            HistoryEventType.PASS_STATE_ENTERED,
            HistoryEventType.PASS_STATE_EXITED,
            HistoryEventType.EXECUTION_SUCCEEDED);
    assertThat(all.getFirst().executionStartedEventDetails().input()).isEqualTo("{\"a\":1}");
    assertThat(
            sfn
                .getExecutionHistoryPaginator(r -> r.executionArn(arn).maxResults(3))
                .events()
                .stream()
                .toList())
        .isEqualTo(all);
    assertThat(
            sfn
                .getExecutionHistoryPaginator(
                    r -> r.executionArn(arn).maxResults(3).reverseOrder(true))
                .events()
                .stream()
                .map(HistoryEvent::id))
        .containsExactly(4L, 3L, 2L, 1L);
    HistoryEvent bare =
        sfn.getExecutionHistory(r -> r.executionArn(arn).includeExecutionData(false))
            .events()
            .get(1);
    assertThat(bare.stateEnteredEventDetails().name()).isEqualTo("P");
    assertThat(bare.stateEnteredEventDetails().input()).isNull();
  }

  @Test
  void executions_are_listed_newest_first_by_status_and_in_pages() throws Exception {
    String machine = create("m", PASS);
    for (int i = 0; i < 5; i++) {
      awaitEnd(run(machine, "e" + i, "{}"));
      Thread.sleep(2);
    }
    sfn.updateStateMachine(r -> r.stateMachineArn(machine).definition(WAIT));
    run(machine, "w", "{}");
    assertThat(
            sfn
                .listExecutionsPaginator(r -> r.stateMachineArn(machine).maxResults(2))
                .executions()
                .stream()
                .map(ExecutionListItem::name))
        .containsExactly("w", "e4", "e3", "e2", "e1", "e0");
    assertThat(
            sfn.listExecutions(
                    r -> r.stateMachineArn(machine).statusFilter(ExecutionStatus.RUNNING))
                .executions())
        .hasSize(1);
  }

  @Test
  void a_failed_execution_is_redriven() throws Exception {
    boolean[] broken = {true};
    tasks.with(
        "f",
        payload -> {
          if (broken[0]) {
            throw new TaskError("E", "c");
          }
          return payload;
        });
    String arn = run(create("m", TASK), "e", "1");
    DescribeExecutionResponse failed = awaitEnd(arn);
    assertThat(failed.error()).isEqualTo("E");
    assertThat(failed.redriveStatusAsString()).isEqualTo("REDRIVABLE");
    awaitTold(arn, "FAILED");
    broken[0] = false;
    sfn.redriveExecution(r -> r.executionArn(arn));
    DescribeExecutionResponse ended = awaitEnd(arn);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(ended.redriveCount()).isEqualTo(1);
    awaitTold(arn, "SUCCEEDED");
    assertThatThrownBy(() -> sfn.redriveExecution(r -> r.executionArn(arn)))
        .isInstanceOf(ExecutionNotRedrivableException.class);
  }

  @Test
  void map_runs_are_listed_and_described() throws Exception {
    tasks.with("f", payload -> payload);
    String machine =
        create(
            "m",
            Harness.machine(
                "\"M\":{\"Type\":\"Map\",\"Label\":\"L\",\"MaxConcurrency\":2,\"ToleratedFailureCount\":1,\"ItemBatcher\":{\"MaxItemsPerBatch\":2},\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}"));
    String arn = run(machine, "e", "[1,2,3]");
    awaitEnd(arn);
    MapRunListItem item = sfn.listMapRuns(r -> r.executionArn(arn)).mapRuns().getFirst();
    assertThat(item.stateMachineArn()).isEqualTo(machine + "/L");
    DescribeMapRunResponse run = sfn.describeMapRun(r -> r.mapRunArn(item.mapRunArn()));
    assertThat(run.statusAsString()).isEqualTo("SUCCEEDED");
    assertThat(run.maxConcurrency()).isEqualTo(2);
    assertThat(run.toleratedFailureCount()).isEqualTo(1);
    assertThat(run.itemCounts().succeeded()).isEqualTo(3);
    assertThat(run.executionCounts().total()).isEqualTo(2);
    List<ExecutionListItem> children =
        sfn.listExecutions(r -> r.mapRunArn(item.mapRunArn())).executions();
    assertThat(children.stream().mapToInt(ExecutionListItem::itemCount).sum()).isEqualTo(3);
    String child = children.getFirst().executionArn();
    assertThat(sfn.describeExecution(r -> r.executionArn(child)).mapRunArn())
        .isEqualTo(item.mapRunArn());
    assertThat(sfn.getExecutionHistory(r -> r.executionArn(child)).events()).hasSize(4);
  }

  @Test
  void what_ended_is_there_after_a_restart_and_not_told_again() throws Exception {
    String machine = create("m", PASS);
    String arn = run(machine, "e", "{}");
    awaitEnd(arn);
    restart();
    changes.clear();
    assertThat(sfn.describeExecution(r -> r.executionArn(arn)).statusAsString())
        .isEqualTo("SUCCEEDED");
    assertThat(sfn.getExecutionHistory(r -> r.executionArn(arn)).events()).hasSize(4);
    assertThat(sfn.listExecutions(r -> r.stateMachineArn(machine)).executions()).hasSize(1);
    assertThatThrownBy(() -> run(machine, "e", "{}"))
        .isInstanceOf(ExecutionAlreadyExistsException.class);
    restart();
    assertThat(changes).isEmpty();
  }

  @Test
  void closing_aborts_what_runs_and_it_can_be_redriven_after_the_restart() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    tasks.with(
        "f",
        payload -> {
          if (called.getCount() > 0) {
            called.countDown();
            new CountDownLatch(1).await();
          }
          return payload;
        });
    String arn = run(create("m", TASK), "e", "7");
    called.await();
    restart();
    DescribeExecutionResponse aborted = sfn.describeExecution(r -> r.executionArn(arn));
    assertThat(aborted.status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(aborted.error()).isEqualTo("Refloat.Local.Restarted");
    assertThat(changes.getLast().status()).isEqualTo("ABORTED");
    sfn.redriveExecution(r -> r.executionArn(arn));
    assertThat(awaitEnd(arn).output()).isEqualTo("{\"StatusCode\":200,\"Payload\":7}");
  }

  @Test
  void two_servers_cannot_share_a_directory() {
    assertThatThrownBy(() -> StatesServer.start(settings()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
  }

  @Test
  void a_machine_can_be_put_in_process_and_put_again() throws Exception {
    String arn = server.putStateMachine("m", PASS);
    assertThat(server.putStateMachine("m", WAIT)).isEqualTo(arn);
    assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).definition()).isEqualTo(WAIT);
  }

  @Test
  void many_callers_at_once_are_answered() {
    String machine = create("m", PASS);
    List<String> arns =
        IntStream.range(0, 50).parallel().mapToObj(i -> run(machine, "e" + i, "{}")).toList();
    assertThat(arns).doesNotHaveDuplicates().hasSize(50);
  }

  @Test
  void calls_without_authorization_or_json_are_refused_by_name() throws Exception {
    assertThat(call("{}", "AWSStepFunctions.ListStateMachines", false))
        .isEqualTo("403 MissingAuthenticationTokenException");
    assertThat(call("nonsense", "AWSStepFunctions.ListStateMachines", true))
        .isEqualTo("400 SerializationException");
    assertThat(call("{}", "Other.ListStateMachines", true))
        .isEqualTo("400 UnknownOperationException");
    assertThat(call("{\"colour\":1}", "AWSStepFunctions.ListStateMachines", true))
        .isEqualTo("400 ValidationException");
  }

  private String call(String body, String target, boolean authorized) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorized) {
      request.header("Authorization", "AWS4-HMAC-SHA256 anything");
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode error = Harness.json(response.body());
      return response.statusCode() + " " + error.path("__type").asText();
    }
  }
}
