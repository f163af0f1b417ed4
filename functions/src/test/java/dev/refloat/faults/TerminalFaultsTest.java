package dev.refloat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.faults.SmallBackup.Stored;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.Ids;
import dev.refloat.testing.EmbeddedAws;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * Faults that do not pass: each fails its own collection, which says which key and why, and the
 * others are restored.
 */
final class TerminalFaultsTest {
  private static final int LARGE = SmallBackup.LARGE;

  /** The first has an object in ranges; nothing but the first is ever touched. */
  private static final int[][] SIZES = {{LARGE + 3, 200, 9, 100, 7}, {50, 60}, {10, 20, 30}};

  private final SmallBackup backup = SmallBackup.write(Ids.random(8), SIZES);
  private final World world = new World(List.of(backup));
  private final Stored ranged = object(0);
  private final Stored whole = object(1);
  private Played played;
  private Scenario.Ordered order;

  private Stored object(int size) {
    int bytes = SIZES[0][size];
    return Objects.requireNonNull(backup.collections().get("default.c0")).values().stream()
        .filter(stored -> stored.size() == bytes)
        .findFirst()
        .orElseThrow();
  }

  @BeforeEach
  void order() {
    played = new Played(world, 1, 0, 0, new HashMap<>());
    order = Scenario.orderCluster(world, played, world.backups.getFirst(), true);
  }

  /** A connection may break for real, and then the state machine calls once more. */
  private static final Predicate<String> PLANNED =
      Pattern.compile("0/Plan#[0-9]+ is done").asMatchPredicate();

  /** Does something once the plan is made, before anything is copied. */
  private void playThrough(Runnable afterThePlan) {
    var done = new boolean[1];
    played.play(
        () -> {
          if (!done[0] && played.trace().stream().anyMatch(PLANNED)) {
            done[0] = true;
            afterThePlan.run();
          }
        });
    assertThat(done[0]).isTrue();
  }

  private void playThrough() {
    played.play(() -> {});
  }

  private static Predicate<SdkRequest> copyOf(Stored object) {
    return request ->
        request
            .getValueForField("CopySource", String.class)
            .filter(source -> source.endsWith(object.key()))
            .isPresent();
  }

  private void refuse(Predicate<SdkRequest> requests, String code, int status) {
    played.refuse(
        request -> requests.test(request) ? Optional.of(Fault.s3(code, status)) : Optional.empty());
  }

  private static boolean writes(SdkRequest request) {
    return request instanceof CopyObjectRequest
        || request instanceof UploadPartCopyRequest
        || request instanceof CreateMultipartUploadRequest;
  }

  private Job job() {
    return world.wiring.jobs().find(order.jobId()).orElseThrow();
  }

  private List<Outcome> outcomes() {
    return world.wiring.jobs().outcomes().all(order.jobId());
  }

  /** Everything that a run under any seed has to fulfil, too. */
  private void assertSound() {
    var checks = new Checks(world, List.of(order), List.of());
    checks.run();
    assertThat(checks.problems()).isEmpty();
  }

  private void assertOnlyTheFirstFailed(String... words) {
    assertSound();
    assertThat(outcomes())
        .extracting(Outcome::status)
        .containsExactly(OutcomeStatus.FAILED, OutcomeStatus.RESTORED, OutcomeStatus.RESTORED);
    assertThat(outcomes().getFirst().reason()).contains(words);
    assertThat(job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(job().reason())
        .startsWith("1 of 3 collections failed: default.c0: ")
        .contains(words);
    assertThat(world.wiring.catalogue().list(order.clusterId()))
        .extracting(CatalogueEntry::collectionName)
        .containsExactlyInAnyOrder("c1", "c2");
  }

  private void assertAllFailed(String... words) {
    assertSound();
    assertThat(outcomes())
        .hasSize(3)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
              assertThat(outcome.reason()).contains(words);
            });
    assertThat(job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(job().reason()).startsWith("3 of 3 collections failed: ").contains(words);
    assertThat(world.wiring.catalogue().list(order.clusterId())).isEmpty();
  }

  @Test
  void withoutAFaultAllAreRestored() {
    playThrough();

    assertSound();
    assertThat(job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(outcomes()).extracting(Outcome::objectsTotal).containsExactly(5L, 2L, 3L);
  }

  @Test
  void aChecksumThatDoesNotMatch() {
    // The parts are given checksums of ours, so that the one of the object is another.
    played.change(TerminalFaultsTest::withOtherChecksums);

    playThrough();

    assertOnlyTheFirstFailed(destinationOf(ranged), "checksum", "does not match", "(code 96118)");
  }

  private static SdkResponse withOtherChecksums(SdkResponse answer) {
    return switch (answer) {
      case ListPartsResponse parts ->
          parts.toBuilder()
              .parts(
                  parts.parts().stream()
                      .map(part -> part.toBuilder().checksumCRC64NVME("AAAAAAAAAAE=").build())
                      .toList())
              .build();
      case CompleteMultipartUploadResponse complete ->
          complete.toBuilder().checksumCRC64NVME("AAAAAAAAAAI=").build();
      default -> answer;
    };
  }

  /** What its key ends with: field and log keep their numbers. */
  private static String destinationOf(Stored object) {
    String[] parts = object.key().split("/", -1);
    return "/" + parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  @Test
  void aSourceThatChangedAfterThePlan() {
    playThrough(() -> SmallBackup.put(whole.key(), new byte[whole.size()]));

    assertOnlyTheFirstFailed(whole.key(), "changed after the restore was planned");
  }

  @Test
  void aSourceInRangesThatChangedAfterThePlan() {
    playThrough(() -> SmallBackup.put(ranged.key(), new byte[ranged.size()]));

    assertOnlyTheFirstFailed(ranged.key(), "changed after the restore was planned");
  }

  @Test
  void aSourceThatWasRemovedAfterThePlan() {
    playThrough(
        () -> EmbeddedAws.s3().deleteObject(r -> r.bucket(SmallBackup.bucket()).key(whole.key())));

    assertOnlyTheFirstFailed(whole.key(), "was removed after the restore was planned");
  }

  @Test
  void aSourceThatMayNotBeRead() {
    refuse(copyOf(whole), "AccessDenied", 403);

    playThrough();

    assertOnlyTheFirstFailed(whole.key(), "denied", "Allow the copy function to read");
  }

  @Test
  void aSourceThatIsArchived() {
    refuse(copyOf(whole), "InvalidObjectState", 403);

    playThrough();

    assertOnlyTheFirstFailed(whole.key(), "archive");
  }

  @Test
  void aDestinationThatMayNotBeWritten() {
    refuse(TerminalFaultsTest::writes, "AccessDenied", 403);

    playThrough();

    assertAllFailed("denied", "Allow");
  }

  @Test
  void aBucketThatIsGone() {
    refuse(TerminalFaultsTest::writes, "NoSuchBucket", 404);

    playThrough();

    assertAllFailed("s3://");
  }
}
