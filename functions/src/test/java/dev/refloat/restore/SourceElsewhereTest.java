package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.refloat.copy.BatchPayload;
import dev.refloat.copy.Deadline;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.AwsCalls;
import dev.refloat.testing.HttpStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Whole restores of a backup in a bucket of another account or region. */
final class SourceElsewhereTest {
  private static final String FUNCTION = "source-elsewhere";

  /** {@code bucket or copy: who, region} of every request to S3. */
  private final Set<String> requests = ConcurrentHashMap.newKeySet();

  private void record(AwsCalls.Call call) {
    if (call.function().equals(FUNCTION) && call.request() instanceof S3Request) {
      String scope = call.signed().firstMatchingHeader("Authorization").orElseThrow();
      String region = scope.replaceFirst("^.*Credential=[^/]*/[^/]*/([^/]*)/.*$", "$1");
      boolean role = call.signed().firstMatchingHeader("X-Amz-Security-Token").isPresent();
      requests.add(what(call.request()) + ": " + (role ? "role" : "own") + ", " + region);
    }
  }

  private static String what(SdkRequest request) {
    return switch (request) {
      case CopyObjectRequest _ -> "copy of an object";
      case UploadPartCopyRequest _ -> "copy of a range";
      default -> request.getValueForField("Bucket", String.class).orElseThrow();
    };
  }

  private SampleRestore restored(Map<String, String> source) {
    var environment = new HashMap<>(source);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION);
    Consumer<AwsCalls.Call> recording = this::record;
    AwsCalls.tell(recording);
    try {
      SampleRestore restore = SampleRestore.fromElsewhere(environment);
      restore.runThrough(Step.COMMIT);
      assertThat(restore.finish()).isEqualTo(JobStatus.SUCCESSFUL);
      return restore;
    } finally {
      AwsCalls.tellNoMore(recording);
    }
  }

  private void assertRequests(Settings settings, String reading, String copying) {
    assertThat(new TreeSet<>(requests))
        .containsExactlyInAnyOrder(
            settings.backupBucket() + ": " + reading,
            "copy of an object: " + copying,
            "copy of a range: " + copying,
            settings.dataBucket() + ": own, us-east-1",
            settings.workBucket() + ": own, us-east-1");
  }

  @Test
  void aBucketInAnotherRegionIsReadThereAndCopiedFromHere() {
    SampleRestore restore = restored(Map.of("SOURCE_REGION", "eu-west-1"));

    assertRequests(restore.settings, "own, eu-west-1", "own, us-east-1");
  }

  /**
   * The embedded server refuses keys with a session token, so each request by the role fails, and
   * its step with it, before or after the next one is sent: what counts is who sent it.
   */
  @Test
  void aRoleReadsAndCopiesAndOwnKeysDoTheRest() throws Exception {
    try (var sts =
        HttpStandIn.answering(
            _ -> HttpStandIn.assumed("ROLE", "secret", "token", Instant.now().plusSeconds(3600)))) {
      SampleRestore restore = SampleRestore.fromElsewhere(Map.of());
      var variables = new HashMap<>(restore.settings.variables());
      variables.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION);
      variables.put("SOURCE_REGION", "eu-west-1");
      variables.put("SOURCE_ROLE_ARN", "arn:aws:iam::222222222222:role/reader");
      variables.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
      var wiring = new Wiring(new Settings(variables));
      String source = restore.settings.backupBucket() + ": role, eu-west-1";
      String work = restore.settings.workBucket() + ": own, us-east-1";
      Deadline soon = Deadline.in(Duration.ofMinutes(10));

      assertThat(requestsOf(() -> wiring.planning().plan(restore.job.run(), "execution")))
          .containsExactly(source);
      restore.run(Step.PLAN);
      PlannedCollection plan = restore.plans().getFirst();
      assertThat(requestsOf(() -> wiring.preparation().prepare(plan, soon)))
          .contains(source, work)
          .allMatch(request -> request.equals(source) || request.contains(": own, us-east-1"));
      restore.run(Step.PREPARE);
      assertThat(
              requestsOf(
                  () ->
                      restore
                          .batches(plan)
                          .forEach(batch -> failing(wiring.copying(), batch, soon))))
          .contains(work)
          .anyMatch(request -> request.startsWith("copy of"))
          .allMatch(
              request ->
                  request.startsWith("copy of")
                      ? request.endsWith(": role, us-east-1")
                      : request.contains(": own"));
    }
  }

  private static void failing(Copying copying, BatchPayload batch, Deadline deadline) {
    assertThatThrownBy(() -> copying.copy(batch, deadline)).isInstanceOf(RuntimeException.class);
  }

  private Set<String> requestsOf(Runnable step) {
    requests.clear();
    Consumer<AwsCalls.Call> recording = this::record;
    AwsCalls.tell(recording);
    try {
      step.run();
    } catch (RuntimeException e) {
      // By the server, which knows no session tokens.
    } finally {
      AwsCalls.tellNoMore(recording);
    }
    return new TreeSet<>(requests);
  }

  @Test
  void aBackupInABucketThatIsNoLongerTheSourceIsRefused() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    var moved = new HashMap<>(restore.settings.variables());
    moved.put("SOURCE_BUCKET", "the-new-one");

    assertThatThrownBy(
            () ->
                new Wiring(new Settings(moved))
                    .planning()
                    .plan(restore.job.run(), "arn:aws:states:us-east-1:1:execution:m:j"))
        .hasMessageContaining(restore.settings.backupBucket())
        .hasMessageContaining("backups are read from bucket the-new-one")
        .asInstanceOf(type(Refused.class))
        .returns(ErrorCode.BACKUP_NOT_FOUND, Refused::code);
  }
}
