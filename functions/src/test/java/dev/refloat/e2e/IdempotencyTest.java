package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many calls at once, and one again and again: each order is carried out once. */
final class IdempotencyTest {
  private static final int CALLS = 50;
  private static final String HEADER = "Idempotency-Key";

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();

  private static List<Answer> atOnce(Callable<Answer> call)
      throws InterruptedException, ExecutionException {
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(CALLS, call))) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private JsonNode jobsOf(Answer started) {
    return api.get("/v2/jobs?pageSize=100")
        .data()
        .path("jobs")
        .valueStream()
        .filter(job -> job.path("clusterId").asText().equals(Backups.clusterId(started)))
        .reduce(
            (_, _) -> {
              throw new AssertionError("two jobs of one cluster");
            })
        .orElseThrow();
  }

  @Test
  void fiftyCallsWithOneKeyAreOneRestore() throws Exception {
    Backup backup = backups.sample(SampleOptions.small("once", 20));
    String path = backups.restorePath(backup);
    String body = backups.body("once", "KEEP");

    List<Answer> answers = atOnce(() -> api.post(path, body, HEADER, "fifty-at-once"));

    Answer first = answers.getFirst();
    assertThat(first.code()).as(first.message()).isZero();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).isEqualTo(first.body()));
    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(backups.ended(first).path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(jobsOf(first).path("jobId")).isEqualTo(first.data().path("jobId"));
    assertThat(named("once")).isEqualTo(1);
    assertThat(executions(first)).isEqualTo(1);
    Answer afterTheEnd = api.post(path, body, HEADER, "fifty-at-once");
    assertThat(afterTheEnd.body()).isEqualTo(first.body());
    assertThat(executions(first)).isEqualTo(1);
    assertNowhereAtRest(first.data().path("password").asText());
  }

  @Test
  void ofFiftyCallsForOneNameOneGetsIt() throws Exception {
    Backup backup = backups.sample(SampleOptions.small("name", 21));
    String path = backups.restorePath(backup);
    String body = backups.body("wanted-by-fifty", "KEEP");

    List<Answer> answers = atOnce(() -> api.post(path, body));

    List<Answer> started = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(started).as("%s", answers).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() != 200))
        .hasSize(CALLS - 1)
        .allMatch(answer -> answer.status() == 409 && answer.code() == 96017);
    assertThat(backups.ended(started.getFirst()).path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(named("wanted-by-fifty")).isEqualTo(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflictAndInAnotherCaseTheSame() {
    Backup backup = backups.sample(SampleOptions.small("reused", 22));
    String path = backups.restorePath(backup);
    Answer first = api.post(path, backups.body("reused", "KEEP"), HEADER, "reused-1");
    assertThat(first.code()).as(first.message()).isZero();

    Answer other = api.post(path, backups.body("reused", "RELEASE"), HEADER, "reused-1");
    Answer same = api.post(path, backups.body("reused", "KEEP"), "IDEMPOTENCY-KEY", "reused-1");

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo(96122);
    assertThat(same.body()).isEqualTo(first.body());
    backups.ended(first);
  }

  @Test
  void aRefusedCallMayBeCorrectedUnderItsKey() {
    Backup backup = backups.sample(SampleOptions.small("corrected", 23));
    String path = backups.restorePath(backup);
    assertThat(api.post(path, backups.body("corrected", "SOME"), HEADER, "c-1").code())
        .isEqualTo(96031);
    assertThat(api.post(path + "?dryrun=true", backups.body("corrected", "KEEP")).code())
        .isEqualTo(96124);

    Answer corrected = api.post(path, backups.body("corrected", "KEEP"), HEADER, "c-1");

    assertThat(corrected.code()).as(corrected.message()).isZero();
    backups.ended(corrected);
  }

  @Test
  void aBackupIsRegisteredUnderAKeyToo() {
    Backup backup = backups.sample(SampleOptions.small("registered", 24));
    backups.listed(backup);
    String path = "/v2/clusters/" + backup.clusterId() + "/backups/register";
    String body =
        "{\"uri\":\"s3://%s/%s\",\"projectId\":\"%s\"}"
            .formatted(stack.connection().backupBucket(), backup.prefix(), backups.project());

    Answer first = api.post(path, body, HEADER, "r-1");
    Answer second = api.post(path, body, HEADER, "r-1");

    assertThat(first.code()).as(first.message()).isZero();
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(api.post(path, body, HEADER, "x".repeat(129)).code()).isEqualTo(96123);
  }

  private long named(String clusterName) {
    return api.get("/v2/clusters?pageSize=100")
        .data()
        .path("clusters")
        .valueStream()
        .filter(cluster -> cluster.path("clusterName").asText().equals(clusterName))
        .count();
  }

  private long executions(Answer started) {
    try (var client = stack.stepFunctions()) {
      String machine = client.listStateMachines().stateMachines().getFirst().stateMachineArn();
      return client.listExecutionsPaginator(r -> r.stateMachineArn(machine)).executions().stream()
          .filter(execution -> execution.name().equals(started.data().path("jobId").asText()))
          .count();
    }
  }

  private void assertNowhereAtRest(String password) {
    assertThat(password).hasSizeGreaterThan(20);
    var dynamoDb = stack.dynamoDb();
    for (String table : dynamoDb.listTables().tableNames()) {
      assertThat(dynamoDb.scanPaginator(r -> r.tableName(table)).items().toString())
          .as(table)
          .doesNotContain(password);
    }
  }
}
