package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.backup.BackupRecord;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Write;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.MetricLines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Triggers fire, and what follows. */
final class FireTriggersTest {
  private final Standing standing = new Standing();

  @AfterEach
  void stop() {
    standing.close();
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  @Test
  void aBackupThatArrivesIsRestoredInTheNameOfWhoMadeTheTrigger() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    BackupRecord backup = standing.arrives("nightly", minutes(1));
    standing.run();

    Firing firing = standing.firings(trigger).getFirst();
    assertThat(firing.status()).isEqualTo(FiringStatus.RUNNING);
    Job job = standing.job(firing).orElseThrow();
    assertThat(job.backupId()).isEqualTo(backup.backupId());
    assertThat(job.createdBy()).isEqualTo("key-owner");
    assertThat(job.clusterName()).isEqualTo("staging-20260501-100100");
    assertThat(standing.stepFunctions.names()).containsExactly(job.jobId());
    assertThat(standing.items("AUDIT#"))
        .filteredOn(record -> record.text("method").equals("FIRE"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.text("apiKeyId")).isEqualTo("key-owner");
              assertThat(record.text("path"))
                  .isEqualTo("/v2/restoreTriggers/" + trigger.triggerId());
              assertThat(record.number("code")).isZero();
              assertThat(record.text("made")).contains(job.jobId());
            });
  }

  @Test
  void theSameArrivalFiresOnceHoweverOftenItIsTold() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    for (int time = 0; time < 5; time++) {
      standing.arrives("nightly", minutes(1));
      standing.run();
    }
    standing.ends(trigger, JobStatus.SUCCESSFUL, "");
    standing.arrives("nightly", minutes(1));
    standing.run();

    assertThat(standing.firings(trigger))
        .singleElement()
        .satisfies(firing -> assertThat(firing.status()).isEqualTo(FiringStatus.SUCCESSFUL));
    assertThat(standing.stepFunctions.names()).hasSize(1);
    assertThat(standing.firings().open()).isEmpty();
  }

  @Test
  void oneRestoreRunsAtATimeAndOfThoseThatWaitTheNewestIsNext() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    for (int number = 1; number <= 4; number++) {
      standing.arrives("nightly-" + number, minutes(number));
      standing.run();
    }
    assertThat(standing.firings(trigger))
        .extracting(Firing::status)
        .containsExactly(
            FiringStatus.WAITING,
            FiringStatus.SUPERSEDED,
            FiringStatus.SUPERSEDED,
            FiringStatus.RUNNING);
    assertThat(standing.stepFunctions.names()).hasSize(1);

    standing.ends(trigger, JobStatus.FAILED, "Because.");
    standing.run();

    List<Firing> firings = standing.firings(trigger);
    assertThat(firings.getLast().status()).isEqualTo(FiringStatus.FAILED);
    assertThat(firings.getLast().reason()).isEqualTo("Because.");
    assertThat(firings.getFirst().status()).isEqualTo(FiringStatus.RUNNING);
    assertThat(standing.job(firings.getFirst()).orElseThrow().clusterName())
        .isEqualTo("staging-20260501-100400");
  }

  @Test
  void anArrivalThatIsToldLateGivesWayToTheOneThatWaits() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    standing.arrives("first", minutes(1));
    standing.run();
    standing.arrives("third", minutes(3));
    standing.arrives("second", minutes(2));
    standing.run();

    assertThat(standing.firings(trigger))
        .extracting(Firing::status)
        .containsExactly(FiringStatus.WAITING, FiringStatus.SUPERSEDED, FiringStatus.RUNNING);
  }

  @Test
  void aRevokedCreatorStopsTheTriggerAndTheAuditTrailTellsOfIt() {
    Principal leaving = standing.key("key-leaving", Role.OWNER);
    RestoreTrigger trigger = standing.create(leaving, standing.onArrival("staging"));
    revoke("key-leaving");
    standing.arrives("nightly", minutes(1));
    try (var metrics = new MetricLines()) {
      standing.run();
      assertThat(metrics.values("FiringsRefused")).containsExactly(1L);
    }

    Firing firing = standing.firings(trigger).getFirst();
    assertThat(firing.status()).isEqualTo(FiringStatus.REFUSED);
    assertThat(firing.code()).isEqualTo(21119);
    assertThat(standing.job(firing)).isEmpty();
    RestoreTrigger stopped = standing.trigger(trigger);
    assertThat(stopped.enabled()).isFalse();
    assertThat(stopped.stopped()).contains("21119");
    assertThat(standing.items("AUDIT#"))
        .filteredOn(record -> record.text("method").equals("FIRE"))
        .singleElement()
        .satisfies(record -> assertThat(record.number("code")).isEqualTo(21119));

    standing.arrives("next", minutes(2));
    standing.run();
    assertThat(standing.firings(trigger)).hasSize(1);
    assertThat(standing.stepFunctions.names()).isEmpty();
  }

  private void revoke(String keyId) {
    EmbeddedAws.dynamoDb()
        .updateItem(
            r ->
                r.tableName(standing.settings().accessTable())
                    .key(Item.key("ORG#" + standing.organizationId, "KEY#" + keyId).attributes())
                    .updateExpression("SET #state = :revoked")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(
                        Map.of(":revoked", AttributeValue.fromS("REVOKED"))));
  }

  @Test
  void whatCannotBeRestoredIsRefusedAndTheTriggerGoesOn() {
    RestoreTrigger trigger = standing.create(standing.onSchedule("staging", "rate(1 hour)"));
    Instant due = Standing.START.plus(Duration.ofHours(1));
    standing.fireTriggers().itIs(due);
    standing.run();

    Firing firing = standing.firings(trigger).getFirst();
    assertThat(firing.status()).isEqualTo(FiringStatus.REFUSED);
    assertThat(firing.code()).isEqualTo(96101);
    assertThat(firing.reason()).contains("no backup that is AVAILABLE");
    assertThat(standing.trigger(trigger).enabled()).isTrue();

    standing.backup("nightly", minutes(90));
    standing.fireTriggers().itIs(due.plus(Duration.ofHours(1)));
    standing.run();
    assertThat(standing.firings(trigger).getFirst().status()).isEqualTo(FiringStatus.RUNNING);
  }

  @Test
  void aTriggerThatIsDeletedFollowsItsRestoreAndBeginsNoOther() {
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));
    standing.arrives("first", minutes(1));
    standing.run();
    standing.arrives("second", minutes(2));
    standing.restoreTriggers().delete(standing.trigger(trigger));

    assertThat(standing.restoreTriggers().list(standing.projectId)).isEmpty();
    standing.run();
    standing.ends(trigger, JobStatus.SUCCESSFUL, "");
    standing.run();

    assertThat(standing.firings(trigger))
        .extracting(Firing::status)
        .containsExactly(FiringStatus.REFUSED, FiringStatus.SUCCESSFUL);
    assertThat(standing.triggers().find(trigger.triggerId())).isEmpty();
    assertThat(standing.firings().open()).isEmpty();
  }

  @Test
  void aFileIsAnsweredBesideIt() {
    RestoreTrigger trigger = standing.create(standing.body("files", Map.of("request", true)));
    BackupRecord backup = standing.backup("nightly", minutes(1));
    String key = drop(trigger, "first.json", request("asked-for"));
    standing.run();

    Firing firing = standing.firings(trigger).getFirst();
    Job job = standing.job(firing).orElseThrow();
    assertThat(job.backupId()).isEqualTo(backup.backupId());
    assertThat(result(key).path("code").asInt(-1)).isZero();
    assertThat(result(key).at("/data/jobId").asText()).isEqualTo(job.jobId());
    assertThat(result(key).at("/data/clusterId").asText()).isEqualTo(job.clusterId());

    String second = drop(trigger, "second.json", request("second"));
    String third = drop(trigger, "third.json", request("third"));
    standing.run();
    assertThat(
            List.of(result(second).path("code").asInt(), result(second).path("message").asText()))
        .containsExactly(96153, "A newer one came before its turn.");

    standing.ends(trigger, JobStatus.SUCCESSFUL, "");
    standing.run();
    assertThat(result(third).path("code").asInt(-1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "{\"a\":1,\"a\":2}", "{\"clusterId\":\"in01-source00000001\"}"})
  void aFileThatIsWrongIsToldWhy(String text) {
    RestoreTrigger trigger = standing.create(standing.body("files", Map.of("request", true)));
    standing.backup("nightly", minutes(1));
    String key = drop(trigger, "wrong.json", text);
    standing.run();

    assertThat(result(key).path("code").asInt()).isIn(96109, 96111, 96010);
    assertThat(result(key).path("message").asText()).isNotBlank();
    assertThat(standing.firings(trigger).getFirst().answered()).isTrue();
    assertThat(standing.stepFunctions.names()).isEmpty();
  }

  @Test
  void aFileOfNoTriggerIsToldSoAndAResultIsNoRequest() {
    var stranger = new RequestFile(bucket(), "restore-requests/trig-00000000000000000000/a", "x");
    put(stranger.key(), "{}");
    standing.fireTriggers().requested(bucket(), stranger.key(), "x", standing.now);
    assertThat(result(stranger.key()).path("code").asInt()).isEqualTo(96150);

    standing.fireTriggers().requested(bucket(), stranger.resultKey(), "x", standing.now);
    standing.fireTriggers().requested(bucket(), "elsewhere/a", "x", standing.now);
    assertThat(keys()).containsExactlyInAnyOrder(stranger.key(), stranger.resultKey());
  }

  private String bucket() {
    return standing.environment.getOrDefault("REQUESTS_BUCKET", "");
  }

  private String request(String clusterName) {
    return Json.text(
        Map.of(
            "clusterId",
            Standing.SOURCE,
            "clusterName",
            clusterName,
            "cuSize",
            1,
            "collectionStatus",
            "KEEP"));
  }

  private String drop(RestoreTrigger trigger, String name, String text) {
    String key = RequestFile.folder(trigger.triggerId()) + name;
    String eTag = put(key, text);
    standing.now = standing.now.plusSeconds(1);
    standing.fireTriggers().requested(bucket(), key, eTag, standing.now);
    return key;
  }

  private String put(String key, String text) {
    return EmbeddedAws.s3()
        .putObject(r -> r.bucket(bucket()).key(key), RequestBody.fromString(text))
        .eTag()
        .replace("\"", "");
  }

  private List<String> keys() {
    return EmbeddedAws.s3().listObjectsV2(r -> r.bucket(bucket())).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private JsonNode result(String key) {
    return Json.tree(
        EmbeddedAws.s3()
            .getObjectAsBytes(r -> r.bucket(bucket()).key(key + ".result.json"))
            .asUtf8String());
  }

  @Test
  void aTriggerThatIsStuckKeepsNoOtherFromGoingOn() {
    RestoreTrigger stuck = standing.create(standing.onArrival("stuck"));
    RestoreTrigger sound = standing.create(standing.onArrival("sound"));
    standing.arrives("nightly", minutes(1));
    // What it says it was fired by is not there.
    String lost = standing.firings(stuck).getFirst().key();
    standing
        .jobsTable()
        .write(Write.delete(standing.jobsTable(), "TRIGGER#" + stuck.triggerId(), lost));

    try (var metrics = new MetricLines()) {
      standing.run();
      assertThat(metrics.values("FiringsStuck")).containsExactly(1L);
    }

    assertThat(standing.firings(sound).getFirst().status()).isEqualTo(FiringStatus.RUNNING);
  }

  /** More than a firing has from its arrival to the end. */
  private static final int WRITES = 14;

  @Test
  void whereverTheProcessDiesOneRestoreIsBegunAndEnds() {
    boolean reachedTheEnd = false;
    for (int write = 0; write < WRITES && !reachedTheEnd; write++) {
      for (boolean after : new boolean[] {false, true}) {
        reachedTheEnd = !dies(write, after);
      }
    }
    assertThat(reachedTheEnd).as("all writes were cut off").isTrue();
  }

  private static boolean dies(int write, boolean after) {
    try (var one = new Standing()) {
      RestoreTrigger trigger = one.create(one.onArrival("staging").put("keepLast", 1));
      one.arrives("nightly", minutes(1));
      FireTriggers cut = one.fireTriggers(CutOff.at(write, after));
      Throwable died = catchThrowable(() -> cut.run(() -> true));
      one.run();
      one.run();

      assertThat(one.firings(trigger)).hasSize(1);
      Job job = one.job(one.firings(trigger).getFirst()).orElseThrow();
      // One that is reserved and was not started is started by who looks after stuck jobs.
      assertThat(one.stepFunctions.names()).isSubsetOf(job.jobId());
      one.ends(trigger, JobStatus.SUCCESSFUL, "");
      one.run();
      assertThat(one.firings(trigger))
          .singleElement()
          .satisfies(firing -> assertThat(firing.status()).isEqualTo(FiringStatus.SUCCESSFUL));
      assertThat(one.firings().open()).isEmpty();
      return died instanceof CutOff.ProcessDied;
    }
  }
}
