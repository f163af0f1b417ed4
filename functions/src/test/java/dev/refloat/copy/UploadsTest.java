package dev.refloat.copy;

import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadsTest {
  private static final int MIB = 1 << 20;

  @TempDir private static Path directory;
  private static Embedded embedded;

  @BeforeAll
  static void start() throws Exception {
    embedded = new Embedded(directory);
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  /** Two objects in ranges and one whole. */
  private static Restore planned() {
    var restore = new Restore(embedded, Ids.job());
    restore.withRandom("insert_log/7/a", 7 * MIB, 1);
    restore.withRandom("insert_log/7/b", 12 * MIB, 2);
    restore.withRandom("insert_log/7/c", 100, 3);
    restore.plan();
    return restore;
  }

  @Test
  void openingTwiceAtOnceLeavesOneUploadPerObject() throws Exception {
    var restore = planned();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> restore.uploads().open(restore.files, Restore.soon()));
      }
    }
    assertThat(restore.openUploads()).isEqualTo(2);
    assertThat(restore.ledger()).hasSize(2);
  }

  @Test
  void aNewAttemptOpensNewUploads() {
    var restore = planned();
    restore.uploads().open(restore.files, Restore.soon());
    var next = new PlanFiles(Embedded.WORK, restore.jobId, 1, "00000");
    var ledger = Restore.uploadLedger(embedded.dynamo);
    var upload = new UploadLedger.Upload(0, 1, restore.destination("insert_log/7/a"), "newer");

    assertThat(ledger.find(next, 0)).isEmpty();
    assertThat(ledger.add(next, upload)).isTrue();
    assertThat(ledger.add(next, upload)).isFalse();
    assertThat(ledger.find(next, 0)).contains(upload);
    assertThat(ledger.find(restore.files, 0)).isEmpty();
  }

  @Test
  void completingTwiceIsFine() {
    var restore = planned();
    restore.copyAll();
    restore.uploads().complete(restore.files, restore.prefixes(), Restore.soon());
    assertThat(restore.copied()).hasSize(3);
    assertThat(restore.openUploads()).isZero();
  }

  @Test
  void partsThatAreThereAreNotCopiedAgain() {
    var restore = planned();
    restore.uploads().open(restore.files, Restore.soon());
    var batch = restore.batches().getFirst();
    restore.copier().copy(batch, Restore.soon());
    Restore.batchLedger(embedded.dynamo).forget(restore.jobId, "00000");
    // From here on, a part that had to be copied would be refused.
    restore.withRandom("insert_log/7/a", 7 * MIB, 9);
    restore.withRandom("insert_log/7/b", 12 * MIB, 9);

    assertThat(restore.copier().copy(batch, Restore.soon()).objects()).isEqualTo(3);
  }

  @Test
  void aMissingPartIsRefusedByKey() {
    var restore = planned();
    restore.uploads().open(restore.files, Restore.soon());

    assertThatThrownBy(
            () -> restore.uploads().complete(restore.files, restore.prefixes(), Restore.soon()))
        .hasMessageContaining(restore.jobId + "/insert_log/7/")
        .hasMessageContaining("parts that were copied")
        .asInstanceOf(type(Refused.class))
        .returns(ErrorCode.VERIFICATION_FAILED, Refused::code);
    assertThat(restore.copied()).isEmpty();
  }

  @Test
  void anUploadThatWasAbortedIsRefusedByKey() {
    var restore = planned();
    restore.uploads().open(restore.files, Restore.soon());
    restore.uploads().abort(restore.jobId, "00000", restore.prefixes());

    assertThatThrownBy(() -> restore.copier().copy(restore.batches().getFirst(), Restore.soon()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("The multipart upload of s3://data/" + restore.jobId)
        .hasMessageContaining("is gone");
    assertThatThrownBy(
            () -> restore.uploads().complete(restore.files, restore.prefixes(), Restore.soon()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is gone");
  }

  @Test
  void abortEndsUploadsThatNoLedgerKnows() {
    var restore = planned();
    restore.uploads().open(restore.files, Restore.soon());
    embedded.s3.createMultipartUpload(
        r -> r.bucket(DATA).key(restore.destination("insert_log/7/orphan")));
    embedded.s3.createMultipartUpload(r -> r.bucket(DATA).key(restore.destination("other/7/x")));

    restore.uploads().abort(restore.jobId, "00000", restore.prefixes());
    restore.uploads().abort(restore.jobId, "00000", restore.prefixes());

    assertThat(restore.openUploads()).as("that of another prefix").isEqualTo(1);
  }
}
