package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A restore that somebody cancels at a random moment behind its plan, and has run again. */
final class CancelAndRetryTest {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  /** By default few, so that a build does not wait; {@code -Drefloat.objects=20000} for many. */
  private static final int OBJECTS = Integer.getInteger("refloat.objects", 1500);

  /** It is canceled at a random moment, but not before so many are copied. */
  private static final int COPIED = Integer.getInteger("refloat.copied", 0);

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();
  private final Random random = new Random(Long.getLong("refloat.seed", 7));

  private JsonNode job(Answer started) {
    return api.get(path(started)).data();
  }

  private static String path(Answer started) {
    return "/v2/jobs/" + started.data().path("jobId").asText();
  }

  private static String status(JsonNode job) {
    return job.path("status").asText();
  }

  private JsonNode await(Answer started, List<String> statuses, Duration within) {
    Instant end = Instant.now().plus(within);
    JsonNode job = job(started);
    while (!statuses.contains(status(job))) {
      assertThat(Instant.now()).as("%s", job).isBefore(end);
      pause(50);
      job = job(started);
    }
    return job;
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long openUploads() {
    return stack
        .s3()
        .listMultipartUploads(r -> r.bucket(stack.connection().dataBucket()))
        .uploads()
        .size();
  }

  private long restoredObjects(Answer started) {
    return stack
        .s3()
        .listObjectsV2Paginator(
            r -> r.bucket(stack.connection().dataBucket()).prefix(Backups.clusterId(started) + "/"))
        .contents()
        .stream()
        .count();
  }

  private List<JsonNode> collections(JsonNode job, String status) {
    return StreamSupport.stream(job.path("collections").spliterator(), false)
        .filter(collection -> collection.path("status").asText().equals(status))
        .toList();
  }

  /** Objects that the ledger of a run has counted. */
  private long copied(Answer started, int run) {
    return stack
        .dynamoDb()
        .queryPaginator(
            r ->
                r.tableName(stack.table("Jobs"))
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk",
                                AttributeValue.fromS(
                                    "JOB#" + started.data().path("jobId").asText()),
                            ":sk", AttributeValue.fromS("DONE#" + run))))
        .items()
        .stream()
        .mapToLong(item -> new Item(item).count("objects"))
        .sum();
  }

  private long visibleObjects(JsonNode job, Answer started) {
    return collections(job, "RESTORED").isEmpty() ? 0 : restoredObjects(started);
  }

  private List<String> events(Answer started) {
    JsonNode page = api.get(path(started) + "/events?pageSize=100").data();
    return page.path("events").valueStream().map(event -> event.path("type").asText()).toList();
  }

  @Test
  void aCanceledRestoreLeavesWhatWasVisibleAndARetryCopiesTheRest() {
    Backup backup = backups.sample(new SampleOptions("cancel", 3, 0, OBJECTS));
    Answer started = backups.restore(backup, "canceled");
    JsonNode running = await(started, List.of("IN_PROGRESS"), Duration.ofSeconds(30));
    while (!events(started).contains("PLANNED")) {
      pause(20);
    }
    pause(random.nextInt(OBJECTS / 2));
    while (job(started).path("objectsCopied").asInt() < COPIED) {
      pause(20);
    }

    Instant asked = Instant.now();
    Answer canceled = api.post(path(started) + "/cancel", "");
    assertThat(canceled.code()).as(canceled.message()).isZero();
    JsonNode job = await(started, List.of("CANCELED"), WITHIN);
    System.out.printf(
        "CANCELED after %d ms, with %d of %d collections visible and %s of %s objects copied%n",
        Duration.between(asked, Instant.now()).toMillis(),
        collections(job, "RESTORED").size(),
        job.path("collections").size(),
        job.path("objectsCopied"),
        job.path("objectsTotal"));

    assertThat(status(running)).isEqualTo("IN_PROGRESS");
    assertThat(job.path("reason").asText()).startsWith("Canceled by key-");
    assertThat(openUploads()).isZero();
    long visible = visibleObjects(job, started);
    assertThat(restoredObjects(started)).as("objects of what is visible").isEqualTo(visible);
    assertThat(collections(job, "RESTORED").size() + collections(job, "CANCELED").size())
        .isEqualTo(job.path("collections").size());
    assertThat(api.post(path(started) + "/cancel", "").data().path("status").asText())
        .isEqualTo("CANCELED");

    Answer retried = api.post(path(started) + "/retry", "{}");
    assertThat(retried.code()).as(retried.message()).isZero();
    JsonNode done = await(started, List.of("SUCCESSFUL", "FAILED"), Duration.ofMinutes(3));

    assertThat(status(done)).as(done.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(done.path("runs").asInt()).isEqualTo(2);
    assertThat(done.path("objectsCopied").asLong()).isEqualTo(done.path("objectsTotal").asLong());
    assertThat(copied(started, 2))
        .as("copied by the second run")
        .isEqualTo(done.path("objectsTotal").asLong() - visible);
    assertThat(restoredObjects(started)).isEqualTo(done.path("objectsTotal").asLong());
    assertThat(openUploads()).isZero();
    assertThat(fingerprints(backups.restoredLogs(started)))
        .containsExactlyInAnyOrderElementsOf(fingerprints(backups.sourceLogs(backup)));
    assertThat(events(started))
        .containsSubsequence(
            "REQUESTED",
            "STARTED",
            "PLANNED",
            "CANCEL_REQUESTED",
            "ENDED",
            "RETRY_REQUESTED",
            "STARTED",
            "PLANNED",
            "ENDED")
        .doesNotContain("SOURCE_CHANGED");
    assertThat(api.post(path(started) + "/retry", "").code()).isEqualTo(96130);
    assertThat(api.post(path(started) + "/cancel", "").code()).isEqualTo(96108);
  }

  @Test
  void aRestoreWhoseSourceWasDamagedIsRetriedOnceItIsMended() {
    Backup backup = backups.sample(SampleOptions.small("damaged", 4));
    String bucket = stack.connection().backupBucket();
    String key = backups.sourceLogs(backup).keySet().iterator().next();
    byte[] sound = stack.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    backups.listed(backup);
    stack.s3().deleteObject(r -> r.bucket(bucket).key(key));
    Answer started = backups.restore(backup, "mended");
    JsonNode failed = await(started, List.of("FAILED", "SUCCESSFUL"), Duration.ofMinutes(1));
    assertThat(status(failed)).isEqualTo("FAILED");
    assertThat(failed.path("reason").asText()).contains(key);

    stack.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(sound));
    assertThat(api.post(path(started) + "/retry", "", "Idempotency-Key", "again").code()).isZero();
    assertThat(api.post(path(started) + "/retry", "", "Idempotency-Key", "again").code()).isZero();
    JsonNode done = await(started, List.of("FAILED", "SUCCESSFUL"), Duration.ofMinutes(1));

    assertThat(status(done)).as(done.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(done.path("runs").asInt()).isEqualTo(2);
    assertThat(api.get("/v2/clusters/" + Backups.clusterId(started)).data().path("status").asText())
        .isEqualTo("RUNNING");
  }

  private static List<String> fingerprints(Map<String, byte[]> objects) {
    return objects.values().stream().map(Digests::sha256).toList();
  }
}
