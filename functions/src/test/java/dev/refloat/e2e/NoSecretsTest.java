package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import dev.refloat.testing.LogLines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A whole run, with every secret it has, and then a search for them everywhere. */
final class NoSecretsTest {
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final List<String> answers = new ArrayList<>();

  @Test
  void noKeyPasswordOrHashIsAnywhereAfterARun() {
    Backup backup = backups.sample(SampleOptions.small("secrets", 61));
    String path = backups.restorePath(backup);
    List<String> secrets = new ArrayList<>(hashes(backup));
    assertThat(secrets).as("the sample has users").isNotEmpty();
    try (var log = new LogLines()) {
      Answer key =
          stack
              .api()
              .post(
                  "/v2/api-keys",
                  "{\"name\":\"run\",\"orgRole\":\"Owner\"}",
                  "Idempotency-Key",
                  "no-secrets-key");
      String apiKey = key.data().path("apiKey").asText();
      Api caller = stack.api().withKey(apiKey);
      Answer started =
          caller.post(
              path, backups.body("no-secrets", "KEEP"), "Idempotency-Key", "no-secrets-run");
      String password = started.data().path("password").asText();
      assertThat(password).isNotEmpty();
      backups.ended(started);
      refusals(caller, path);
      secrets.add(ofATrigger(caller, backup));
      secrets.addAll(List.of(apiKey, password, stack.connection().apiKey()));

      search("logs", log.text(), secrets);
      search("refusals", answers.toString(), secrets);
      search("tables", State.ofTables(stack).toString(), secrets);
      search("audit trail", everyItem(), secrets);
      search("state machine", executions(started), secrets);
      search("work bucket", workBucket(), secrets);
      search("job", caller.get("/v2/jobs").body().toString(), secrets);
    }
  }

  private static void search(String where, String text, List<String> secrets) {
    assertThat(text).as(where).isNotEmpty();
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as("a secret in %s", where).isFalse();
    }
    assertThat(BCRYPT.matcher(text).find()).as("a hash in %s", where).isFalse();
  }

  /** The password of the clusters that a trigger will make. */
  private String ofATrigger(Api caller, Backup backup) {
    String body =
        "{'name':'no-secrets','projectId':'%s','when':{'backupAvailable':{'clusterId':'%s'}},'restore':{'clusterName':'a-{HHmmss}','cuSize':1,'collectionStatus':'KEEP'}}"
            .formatted(backups.project(), backup.clusterId())
            .replace('\'', '"');
    Answer made = caller.post("/v2/restoreTriggers", body, "Idempotency-Key", "no-secrets-trigger");
    assertThat(made.code()).as(made.message()).isZero();
    caller.delete("/v2/restoreTriggers/" + made.data().path("triggerId").asText());
    return made.data().path("password").asText();
  }

  private void refusals(Api caller, String path) {
    for (String body :
        List.of(
            "{", "{\"password\":\"x\"}", backups.body("no-secrets", "KEEP"), "{\"cuSize\":0}")) {
      answers.add(caller.post(path, body).toString());
    }
    answers.add(caller.get("/v2/nowhere").toString());
  }

  /** The password hashes of the users in the backup. */
  private List<String> hashes(Backup backup) {
    String meta =
        stack
            .s3()
            .getObjectAsBytes(
                r ->
                    r.bucket(stack.connection().backupBucket())
                        .key(backup.prefix() + "/meta/full_meta.json"))
            .asUtf8String();
    return Json.tree(meta).path("rbac_meta").path("users").findValuesAsText("password");
  }

  private String everyItem() {
    var all = new StringBuilder();
    for (String table : stack.dynamoDb().listTables().tableNames()) {
      stack.dynamoDb().scanPaginator(r -> r.tableName(table)).items().forEach(all::append);
    }
    return all.toString();
  }

  private String executions(Answer started) {
    var client = stack.stepFunctions();
    String machine = client.listStateMachines().stateMachines().getFirst().stateMachineArn();
    String execution =
        machine.replace(":stateMachine:", ":execution:")
            + ":"
            + started.data().path("jobId").asText();
    return client.getExecutionHistoryPaginator(r -> r.executionArn(execution)).events().stream()
        .toList()
        .toString();
  }

  private String workBucket() {
    var all = new StringBuilder();
    String bucket = stack.bucket("work");
    stack
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket))
        .contents()
        .forEach(
            object ->
                all.append(
                    stack
                        .s3()
                        .getObjectAsBytes(r -> r.bucket(bucket).key(object.key()))
                        .asUtf8String()));
    return all.toString();
  }
}
