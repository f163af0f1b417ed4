package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.e2e.OddCalls.Call;
import dev.refloat.infra.OpenApi;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Calls with everything wrong that can be: each is answered as the contract promises and never with
 * a failure of ours, what does not fit the contract is not accepted, and a call that is refused
 * leaves nothing. The number of a run is its seed; run one alone with {@code -Drefloat.seed=N}.
 */
final class FuzzTest {
  private static final int RUNS = 4;
  private static final int CALLS = 25;

  /** Of its own: everything in it is read after each call, and the other tests leave much. */
  private static final Stack stack = Stack.empty();

  private static final Backups backups = new Backups(stack);
  private static final Callers callers = new Callers(stack.api());
  private static Map<String, List<String>> existing = Map.of();

  static LongStream seeds() {
    Long seed = Long.getLong("refloat.seed");
    return seed == null
        ? LongStream.range(0, (long) RUNS * Integer.getInteger("refloat.runs", 1))
        : LongStream.of(seed);
  }

  @BeforeAll
  static void thereAreABackupAClusterAndAJob() throws InterruptedException {
    Backup backup = backups.sample(SampleOptions.small("odd", 20));
    Answer restored = backups.restore(backup, "odd");
    backups.ended(restored);
    String cluster = Backups.clusterId(restored);
    String uri = "s3://" + stack.connection().backupBucket() + "/" + backup.prefix();
    existing =
        Map.of(
            "clusterId", List.of(backup.clusterId(), backup.clusterId(), cluster),
            "backupId", List.of(backups.listed(backup).path("backupId").asText()),
            "jobId", List.of(restored.data().path("jobId").asText()),
            "projectId", List.of(backups.project()),
            "targetProjectId", List.of(backups.project()),
            "destClusterId", List.of(cluster),
            // Taken: a restore that is right in all else is refused for it.
            "clusterName", List.of("odd"),
            "uri", List.of(uri, uri + "/", uri + "x"));
    State quiet = State.settled(stack);
    assertThat(quiet.entries()).isNotEmpty();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyCallIsAnsweredAsPromisedAndLeavesNothingWhereItIsRefused(long seed)
      throws InterruptedException {
    // A key of its own, which does not run into the limit of the others.
    String key = callers.owner("odd").secret();
    var calls = new OddCalls(new Random(seed), existing(seed), key);
    State before = State.of(stack);
    State items = State.ofTables(stack);
    for (int i = 0; i < CALLS; i++) {
      Call call = calls.next();
      String said = "seed " + seed + ", call " + i + ": " + call;
      Answer answer = send(call, said);
      assertThat(answer.status()).as("%s%n%s", said, answer).isLessThan(500);
      if (answer.code() == 0 && !call.method().equals("GET")) {
        assertThat(mismatches(call)).as("accepted, %s", said).isEmpty();
        awaitJob(answer);
        if (answer.data().has("prompt")) {
          takeBack(answer.data().path("clusterId").asText());
        }
        before = State.settled(stack);
        items = State.ofTables(stack);
      } else if (!call.method().equals("GET")) {
        assertThat(items.differences(State.ofTables(stack))).as("%s%n%s", said, answer).isEmpty();
      }
    }
    assertThat(before.differences(State.of(stack))).as("seed %s", seed).isEmpty();
  }

  /** With keys and a role that an odd call may take away, and names that are free. */
  private static Map<String, List<String>> existing(long seed) {
    String role = "Odd-" + seed;
    var all = new HashMap<>(existing);
    all.put("roleId", List.of(callers.backupRole(role, "view")));
    all.put("roleName", Stream.of("", "-a", "-b", "-c").map(role::concat).toList());
    all.put("role", List.of("Admin", "Read-Write", "Read-Only", role));
    all.put("apiKeyId", List.of(callers.owner(role).id(), callers.member(role).id()));
    return all;
  }

  private static void awaitJob(Answer answer) {
    if (answer.data().has("jobId")) {
      backups.ended(answer);
    }
  }

  /** Later calls need the cluster that this one has dropped; nothing of it is removed yet. */
  private static void takeBack(String clusterId) {
    String clusters = stack.table("Clusters");
    stack
        .dynamoDb()
        .deleteItem(r -> r.tableName(clusters).key(Item.key("DROPS", clusterId).attributes()));
    stack
        .dynamoDb()
        .updateItem(
            r ->
                r.tableName(clusters)
                    .key(Item.key("CLUSTER#" + clusterId, "CLUSTER").attributes())
                    .updateExpression("SET #status = :running")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(
                        Map.of(":running", AttributeValue.fromS("RUNNING"))));
  }

  private static Answer send(Call call, String said) {
    try {
      return stack.api().send(call.method(), call.path(), call.headers(), call.body());
    } catch (AssertionError e) {
      throw new AssertionError(said + "\n" + e.getMessage(), e);
    }
  }

  /** Where the body of a call does not fit the operation that it went to. */
  private static List<String> mismatches(Call call) {
    OpenApi document = OpenApi.document();
    return document
        .find(call.method(), call.path())
        .map(document::requestSchema)
        .filter(JsonNode::isObject)
        .map(schema -> document.mismatches(schema, call.body().orElseThrow()))
        .orElse(List.of());
  }
}
