package dev.refloat.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** What a killed process leaves, and what the next one makes of it. */
class CrashTest {

  private static final String MAP =
      Harness.machine(
          "\"M\":{\"Type\":\"Map\",\"Label\":\"L\",\"MaxConcurrency\":1,\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":\"{% $states.input %}\"},\"Output\":\"{% $states.result.Payload %}\",\"End\":true}}},\"End\":true}");
  private static final String PASS = Harness.machine("\"P\":{\"Type\":\"Pass\",\"End\":true}");

  @TempDir Path directory;
  private final List<ExecutionStatusChange> changes = new CopyOnWriteArrayList<>();

  private StatesServer start(FakeTasks tasks, Consumer<ExecutionStatusChange> listener)
      throws IOException {
    return StatesServer.start(
        new StatesSettings(
            0,
            directory,
            tasks,
            new MemoryObjects(),
            listener,
            "us-east-1",
            StatesSettings.LOCAL_ACCOUNT));
  }

  private static SfnClient client(URI endpoint) {
    return SfnClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(5);
    }
  }

  private static String startExecution(SfnClient sfn, String definition, String input) {
    String machine =
        sfn.createStateMachine(
                r -> r.name("m").definition(definition).roleArn("arn:aws:iam::000000000000:role/r"))
            .stateMachineArn();
    return sfn.startExecution(r -> r.stateMachineArn(machine).name("e").input(input))
        .executionArn();
  }

  @Test
  void after_a_kill_what_ran_is_aborted_on_all_levels_told_and_redrivable() throws Exception {
    Process victim =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashVictim.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String arn;
    try (BufferedReader lines = victim.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("http")) {
        line = lines.readLine();
      }
      try (SfnClient sfn = client(URI.create(Objects.requireNonNull(line)))) {
        arn = startExecution(sfn, MAP, "[\"a\",\"hang\",\"c\"]");
      }
      do {
        line = lines.readLine();
      } while (line != null && !line.equals("hanging"));
    } finally {
      victim.destroyForcibly().waitFor();
    }

    FakeTasks tasks = new FakeTasks().with("f", payload -> payload);
    try (StatesServer server = start(tasks, changes::add);
        SfnClient sfn = client(server.endpoint())) {
      DescribeExecutionResponse cut = sfn.describeExecution(r -> r.executionArn(arn));
      assertThat(cut.status()).isEqualTo(ExecutionStatus.ABORTED);
      assertThat(cut.error()).isEqualTo("Refloat.Local.Restarted");
      assertThat(cut.cause()).startsWith("The local stack was stopped while this execution ran.");
      List<HistoryEvent> events = sfn.getExecutionHistory(r -> r.executionArn(arn)).events();
      assertThat(events.getLast().type()).isEqualTo(HistoryEventType.EXECUTION_ABORTED);
      String mapRun = sfn.listMapRuns(r -> r.executionArn(arn)).mapRuns().getFirst().mapRunArn();
      assertThat(sfn.describeMapRun(r -> r.mapRunArn(mapRun)).statusAsString())
          .isEqualTo("ABORTED");
      assertThat(
              sfn.listExecutions(r -> r.mapRunArn(mapRun)).executions().stream()
                  .map(ExecutionListItem::status))
          .containsExactly(ExecutionStatus.ABORTED, ExecutionStatus.SUCCEEDED);
      await(() -> !changes.isEmpty());
      assertThat(changes.getFirst().executionArn()).isEqualTo(arn);
      assertThat(changes.getFirst().status()).isEqualTo("ABORTED");

      sfn.redriveExecution(r -> r.executionArn(arn));
      await(
          () ->
              sfn.describeExecution(r -> r.executionArn(arn)).status() != ExecutionStatus.RUNNING);
      assertThat(sfn.describeExecution(r -> r.executionArn(arn)).output())
          .isEqualTo("[\"a\",\"hang\",\"c\"]");
      // The first child had succeeded before the kill.
      assertThat(tasks.calls()).hasSize(2);
    }
  }

  @Test
  void an_end_the_listener_failed_on_is_told_again_and_at_the_next_start_too() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    String arn;
    try (StatesServer server =
            start(
                new FakeTasks(),
                change -> {
                  if (!change.status().equals("RUNNING")) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("not now");
                  }
                });
        SfnClient sfn = client(server.endpoint())) {
      arn = startExecution(sfn, PASS, "{}");
      await(() -> failures.get() > 1);
    }
    try (StatesServer server = start(new FakeTasks(), changes::add)) {
      await(() -> !changes.isEmpty());
      assertThat(server.endpoint()).isNotNull();
    }
    assertThat(changes.stream().map(ExecutionStatusChange::executionArn)).containsExactly(arn);
    assertThat(changes.getFirst().status()).isEqualTo("SUCCEEDED");
    changes.clear();
    start(new FakeTasks(), changes::add).close();
    assertThat(changes).isEmpty();
  }
}
