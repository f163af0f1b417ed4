package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.copy.CopyFailed;
import dev.refloat.copy.Deadline;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Verification by content: the largest collection has several content batches, the next one. */
final class OpeningTest {
  private static final Deadline DEADLINE = Deadline.in(Duration.ofMinutes(10));

  private static final long MILLION = 1_000_000;

  private final SampleRestore restore = SampleRestore.withContent(2);
  private final Opening opening = restore.wiring.opening();

  private List<ContentBatch> batches(PlannedCollection plan) {
    return new ContentPlan(EmbeddedAws.s3()).batches(plan.files());
  }

  private PlannedCollection large() {
    return restore.plans().getFirst();
  }

  private Outcome outcome(PlannedCollection plan) {
    return restore.jobs().outcomes().find(restore.job.jobId(), plan.collection()).orElseThrow();
  }

  private long rows(PlannedCollection plan) {
    return restore.planFile().entry(plan).rows();
  }

  private Table jobsTable() {
    return new Table(EmbeddedAws.dynamoDb(), restore.settings.jobsTable());
  }

  private List<Item> ledger() {
    return jobsTable().query("JOB#" + restore.job.jobId(), "CONTENT#");
  }

  @Test
  void theWordsSayHowManyFilesWereOpenedAndWhatWasInThem() {
    restore.runThrough(Step.VERIFY);

    for (PlannedCollection plan : restore.plans()) {
      assertThat(outcome(plan).status()).isEqualTo(OutcomeStatus.VERIFIED);
      assertThat(outcome(plan).verified())
          .contains("; %s files opened: %d rows, ".formatted(plan.objects(), rows(plan)));
    }
  }

  @Test
  void filesOfPackedSegmentsAreOpenedAsWhatTheyAre() {
    SampleRestore packed = SampleRestore.withPackedContent(2);
    packed.runThrough(Step.VERIFY);

    for (PlannedCollection plan : packed.plans()) {
      Outcome outcome =
          packed.jobs().outcomes().find(packed.job.jobId(), plan.collection()).orElseThrow();
      assertThat(outcome.status()).isEqualTo(OutcomeStatus.VERIFIED);
      assertThat(outcome.verified())
          .contains(
              "; %s files opened: %d rows, "
                  .formatted(plan.objects(), packed.planFile().entry(plan).rows()));
    }
  }

  @Test
  void whatTheMapFoundIsAddedUpAndNotOpenedAgain() {
    restore.runThrough(Step.COMPLETE);
    List<ContentBatch> batches = batches(large());
    assertThat(batches).hasSizeGreaterThan(1);
    batches.forEach(batch -> opening.open(batch, DEADLINE));
    batches.forEach(batch -> opening.open(batch, DEADLINE));
    assertThat(ledger()).hasSize(batches.size());
    // Each entry says more than there is, which an opening would not.
    ledger()
        .forEach(entry -> jobsTable().write(Write.put(jobsTable(), entry.with("rows", MILLION))));

    restore.verify(large());

    assertThat(outcome(large()).verified())
        .contains(
            "%s files opened: %d rows".formatted(large().objects(), batches.size() * MILLION));
  }

  @Test
  void whatTheMapDidNotOpenVerifyOpens() {
    restore.runThrough(Step.COMPLETE);
    opening.open(batches(large()).getFirst(), DEADLINE);

    restore.verify(large());

    assertThat(outcome(large()).verified())
        .contains("; %s files opened: %d rows, ".formatted(large().objects(), rows(large())));
    assertThat(ledger())
        .as("the next call would not open them again")
        .hasSize(batches(large()).size());
  }

  /** Equal in size, so that neither the plan nor a listing sees it. */
  private String damage(PlannedCollection plan) {
    S3Object object =
        SampleRestore.objects(restore.settings.dataBucket()).stream()
            .filter(o -> o.key().startsWith(plan.destinationPrefixes().getLast()))
            .findFirst()
            .orElseThrow();
    byte[] bytes =
        EmbeddedAws.s3()
            .getObjectAsBytes(r -> r.bucket(restore.settings.dataBucket()).key(object.key()))
            .asByteArray();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(37, 4711);
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(restore.settings.dataBucket()).key(object.key()),
            RequestBody.fromBytes(bytes));
    return object.key();
  }

  @Test
  void damageIsRefusedAndNotedOnTheOutcome() {
    restore.runThrough(Step.COMPLETE);
    String key = damage(large());
    String tail = key.substring(key.lastIndexOf('/'));
    ContentBatch damaged =
        batches(large()).stream()
            .filter(
                batch ->
                    new ContentPlan(EmbeddedAws.s3())
                        .segments(batch).stream()
                            .flatMap(
                                segment -> segment.logs().stream().map(segment::destinationKey))
                            .anyMatch(key::equals))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> opening.open(damaged, DEADLINE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED));

    assertThat(outcome(large()).reason())
        .contains("binlogs/insert_log/", tail, "segment is 4711", "(code 96113)");
    assertThat(ledger()).isEmpty();
    assertThatThrownBy(() -> restore.verify(large())).isInstanceOf(Refused.class);
    assertThat(outcome(large()).status()).isEqualTo(OutcomeStatus.COPYING);
  }

  /** Whose call is repeated must have brought something forward, or it is repeated for days. */
  @Test
  void aCallWithoutTimeForOneBatchFails() {
    restore.runThrough(Step.COMPLETE);
    Deadline now = Deadline.in(Duration.ofSeconds(1));

    assertThatThrownBy(() -> opening.open(batches(large()).getFirst(), now))
        .isInstanceOf(CopyFailed.class);
    assertThatThrownBy(() -> opening.all(large(), now)).isInstanceOf(CopyFailed.class);
    assertThat(ledger()).isEmpty();
    assertThat(outcome(large()).reason()).isEmpty();
  }

  @Test
  void withoutContentNothingIsPlannedToBeOpened() {
    SampleRestore files = SampleRestore.ofTheLargest(1);
    files.runThrough(Step.VERIFY);

    PlannedCollection plan = files.plans().getFirst();
    assertThat(plan.checks()).isEqualTo("0");
    assertThat(SampleRestore.objects(files.settings.workBucket()))
        .extracting(S3Object::key)
        .noneMatch(key -> key.endsWith("segments.jsonl") || key.endsWith("checks.jsonl"));
    assertThat(
            files
                .jobs()
                .outcomes()
                .find(files.job.jobId(), plan.collection())
                .orElseThrow()
                .verified())
        .doesNotContain("opened");
  }
}
