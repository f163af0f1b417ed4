package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.estimate.Estimate;
import dev.refloat.estimate.Requests;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * What was estimated is what is counted, exactly: from the request, behind the authorizer, to the
 * end of the execution.
 */
final class EstimateTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Logger log = LoggerFactory.getLogger(EstimateTest.class);

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final SfnClient stepFunctions = stack.stepFunctions();

  /** A request to restore, and what it is answered. */
  private interface Ask {
    Answer ask();
  }

  private Answer exact(String shape, Ask ask) {
    try (var counted = new Counted(stack)) {
      Answer answer = ask.ask();
      assertThat(answer.code()).as(answer.message()).isZero();
      String jobId = answer.data().path("jobId").asText();
      String execution = ended(jobId);
      Requests estimate = estimate(jobId);
      log.atInfo()
          .addKeyValue("shape", shape)
          .addKeyValue("s3", counted.s3())
          .addKeyValue("items", counted.itemsWritten())
          .addKeyValue("reads", counted.dynamoReads())
          .addKeyValue("estimate", estimate)
          .log("Counted");
      SoftAssertions.assertSoftly(
          softly -> {
            softly.assertThat(counted.s3()).as("S3").isEqualTo(estimate.s3());
            softly
                .assertThat(counted.itemsWritten())
                .as("items")
                .isEqualTo(estimate.itemsWritten());
            softly
                .assertThat(counted.itemsInTransactions())
                .as("items in transactions")
                .isEqualTo(estimate.itemsInTransactions());
            softly
                .assertThat(new Transitions(stepFunctions).of(execution))
                .as("transitions")
                .isEqualTo(estimate.stateTransitions());
            softly.assertThat(counted.kms()).as("KMS").isEqualTo(estimate.kms());
            softly
                .assertThat(counted.dynamoReads())
                .as("reads, with looks at what is copied for long")
                .isBetween(estimate.dynamoReads(), 2 * estimate.dynamoReads());
          });
      return answer;
    }
  }

  private Requests estimate(String jobId) {
    Map<String, AttributeValue> found =
        stack
            .dynamoDb()
            .getItem(
                r ->
                    r.tableName(stack.table("Jobs"))
                        .key(Item.key("JOB#" + jobId, "ESTIMATE").attributes())
                        .consistentRead(true))
            .item();
    return Json.read(new Item(found).text("text"), Estimate.class).requests();
  }

  /** Asks Step Functions, since a call of the API would be counted. */
  private String ended(String jobId) {
    String machine = stepFunctions.listStateMachines().stateMachines().getFirst().stateMachineArn();
    String arn = machine.replace(":stateMachine:", ":execution:") + ":" + jobId;
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      ExecutionStatus status = stepFunctions.describeExecution(r -> r.executionArn(arn)).status();
      if (status != ExecutionStatus.RUNNING) {
        assertThat(status).isEqualTo(ExecutionStatus.SUCCEEDED);
        return arn;
      }
      assertThat(Instant.now()).isBefore(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private Answer cluster(String shape, Backup backup, Map<String, Object> more) {
    String path = backups.restorePath(backup);
    String body = backups.body("estimate-" + shape, "KEEP");
    for (Map.Entry<String, Object> field : more.entrySet()) {
      body = CodesTest.with(body, field.getKey(), field.getValue());
    }
    String asked = body;
    return planned(path, asked, () -> exact(shape, () -> stack.api().post(path, asked)));
  }

  /** A dry run before it expects the same. */
  private Answer planned(String path, String body, Ask restore) {
    JsonNode plan = stack.api().post(path + "?dryRun=true", body).data();
    Answer answer = restore.ask();
    JsonNode job = stack.api().get("/v2/jobs/" + answer.data().path("jobId").asText()).data();
    JsonNode estimate = job.path("estimate");
    assertThat(plan.path("requests")).isNotEmpty().isEqualTo(estimate.path("requests"));
    assertThat(plan.path("stateTransitions")).isEqualTo(estimate.path("stateTransitions"));
    assertThat(plan.path("estimatedCost")).isEqualTo(estimate.path("estimatedCost"));
    assertThat(plan.path("estimatedSeconds").asLong()).isPositive();
    return answer;
  }

  private Answer into(String shape, Backup backup, Answer cluster, String policy) {
    String path = backups.restorePath(backup).replace("restoreCluster", "restoreCollection");
    String body =
        Json.text(Map.of("destClusterId", Backups.clusterId(cluster), "conflictPolicy", policy));
    return planned(path, body, () -> exact(shape, () -> stack.api().post(path, body)));
  }

  @Test
  void severalCollectionsWithTheirUsers() {
    Backup backup = backups.sample(SampleOptions.small("estimate-small", 151));

    cluster("rbac", backup, Map.of("includeRbac", true));
  }

  @Test
  void aClusterIntoWhichCollectionsAreSkippedAndReplaced() {
    Backup backup = backups.sample(SampleOptions.small("estimate-into", 152));
    Answer cluster = cluster("new", backup, Map.of());

    into("skip", backup, cluster, "SKIP");
    into("overwrite", backup, cluster, "OVERWRITE");
    into("overwrite-again", backup, cluster, "OVERWRITE");
  }

  @Test
  void rangesAndBatchesAndMoreThanAPage() {
    Backup backup = backups.sample(new SampleOptions("estimate-many", 153, 40_000_000, 2_500));

    Answer cluster = cluster("many", backup, Map.of());
    into("many-overwrite", backup, cluster, "OVERWRITE");
  }

  @Test
  void filesThatAreOpened() {
    cluster(
        "content-small",
        backups.sample(SampleOptions.small("estimate-content", 154)),
        Map.of("verify", "CONTENT"));
    cluster(
        "content-many",
        backups.sample(new SampleOptions("estimate-contents", 155, 8_000_000, 600)),
        Map.of("verify", "CONTENT"));
  }

  @Test
  void everyShapeOfABackup() {
    int seed = 160;
    int counted = 0;
    for (SampleShape shape : SampleShape.values()) {
      String name = shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Backup backup = backups.archive("estimate-" + name);
      backups.put(SampleOptions.of(shape, "estimate-" + name, seed++), backup);
      // One is not restored at all, and says so.
      if (backups.register(backup).code() == 0) {
        cluster(name, backup, Map.of());
        counted++;
      }
    }
    assertThat(counted).isGreaterThan(SampleShape.values().length / 2);
  }

  @Test
  void theJobShowsWhatWasExpectedAndWhatItTook() {
    Backup backup = backups.sample(SampleOptions.small("estimate-shown", 156));
    JsonNode job = backups.ended(backups.restore(backup, "estimate-shown"));

    JsonNode estimate = job.path("estimate");
    assertThat(estimate.at("/requests/copyObject")).isEqualTo(job.path("objectsTotal"));
    assertThat(estimate.path("stateTransitions").asLong()).isPositive();
    assertThat(estimate.path("estimatedSeconds").asLong()).isPositive();
    assertThat(estimate.at("/estimatedCost/total").asDouble()).isPositive();
    assertThat(estimate.at("/estimatedCost/missing")).isEmpty();
    JsonNode actual = job.path("actual");
    assertThat(actual.path("objects")).isEqualTo(job.path("objectsTotal"));
    assertThat(actual.path("bytes")).isEqualTo(job.path("bytesTotal"));
    assertThat(actual.path("seconds").asLong())
        .isPositive()
        .isGreaterThanOrEqualTo(actual.path("planningSeconds").asLong());
    JsonNode listed = stack.api().get("/v2/jobs").data().path("jobs").path(0);
    assertThat(listed.has("estimate")).isTrue();
    assertThat(listed.path("estimate").isNull()).isTrue();
  }

  @Test
  void theNextJobKnowsHowFastTheOneBeforeWas() {
    Backup backup = backups.sample(SampleOptions.small("estimate-learned", 157));
    JsonNode first = backups.ended(backups.restore(backup, "estimate-learned-1"));
    JsonNode second = backups.ended(backups.restore(backup, "estimate-learned-2"));

    assertThat(second.at("/estimate/learnedFromJobs").asLong())
        .isGreaterThan(first.at("/estimate/learnedFromJobs").asLong());
  }
}
