package dev.refloat.copy;

import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

@OnEachServer
final class UploadsTest {
  private static final int MIB = 1 << 20;

  private final Embedded embedded;

  UploadsTest(TestedServer server) {
    embedded = Embedded.on(server);
  }

  /** Two objects in ranges and one whole. */
  private Restore planned() {
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
    Callable<Boolean> open =
        () -> {
          restore.uploads().open(restore.files, Restore.soon());
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var end : threads.invokeAll(Collections.nCopies(4, open))) {
        assertThat(end.get()).isTrue();
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
    var upload =
        new UploadLedger.Upload(
            0, 1, restore.destination("insert_log/7/a"), "newer", Optional.of("AAAAAAAAAAA="));

    assertThat(ledger.find(next, 0)).isEmpty();
    assertThat(ledger.add(next, upload)).isTrue();
    assertThat(ledger.add(next, upload)).isFalse();
    assertThat(ledger.find(next, 0)).contains(upload);
    assertThat(ledger.find(restore.files, 0)).as("that of the first").isPresent();
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
    restore.batches().forEach(batch -> restore.copier().copy(batch, Restore.soon()));
    new JobItems(embedded.dynamo, Embedded.JOBS).deleteStartingWith(restore.jobId, "DONE#");
    // From here on, a part that had to be copied would be refused.
    restore.withRandom("insert_log/7/a", 7 * MIB, 9);
    restore.withRandom("insert_log/7/b", 12 * MIB, 9);

    assertThat(restore.batches())
        .allSatisfy(
            batch -> assertThat(restore.copier().copy(batch, Restore.soon()).counted()).isTrue());
  }

  /** Shows the checksums of parts as S3 does, and takes note of the one that is sent. */
  private static final class Checksums implements ExecutionInterceptor {
    private final byte[] object;
    private final @Nullable String returned;
    private @Nullable String sent;

    Checksums(byte[] object, @Nullable String returned) {
      this.object = object;
      this.returned = returned;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      if (context.request() instanceof CompleteMultipartUploadRequest request) {
        sent = request.checksumCRC64NVME();
      }
      return context.request();
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return switch (context.response()) {
        case ListPartsResponse parts ->
            parts.toBuilder()
                .parts(parts.parts().stream().map(this::withChecksum).toList())
                .build();
        case CompleteMultipartUploadResponse answer ->
            answer.toBuilder().checksumCRC64NVME(returned).build();
        default -> context.response();
      };
    }

    private Part withChecksum(Part part) {
      int from = (part.partNumber() - 1) * 5 * MIB;
      byte[] bytes = Arrays.copyOfRange(object, from, from + part.size().intValue());
      return part.toBuilder().checksumCRC64NVME(Crc64Nvme.toBase64(Crc64Nvme.of(bytes))).build();
    }
  }

  private Restore copiedInParts() {
    var restore = new Restore(embedded, Ids.job());
    restore.withRandom("insert_log/7/a", 12 * MIB, 1);
    restore.plan();
    restore.uploads().open(restore.files, Restore.soon());
    restore.copier().copy(restore.batches().getFirst(), Restore.soon());
    return restore;
  }

  @Test
  void theChecksumOfTheObjectIsMadeOfThoseOfItsPartsAndSent() {
    assumeFalse(
        embedded.server().has(ServerQuirk.CHECKSUM_BREAKS_PART_COPY),
        "No upload of copies has a checksum there");
    var restore = copiedInParts();
    byte[] bytes = restore.expected.firstEntry().getValue();
    var checksums = new Checksums(bytes, Crc64Nvme.toBase64(Crc64Nvme.of(bytes)));
    try (var s3 = embedded.s3(checksums)) {
      restore
          .uploads(s3, embedded.dynamo)
          .complete(restore.files, restore.prefixes(), Restore.soon());
    }
    assertThat(checksums.sent).isEqualTo(Crc64Nvme.toBase64(Crc64Nvme.of(bytes)));
    assertThat(restore.copied().firstEntry().getValue()).isEqualTo(bytes);
  }

  @Test
  void anotherChecksumThanThatOfThePartsIsRefusedByKey() {
    var restore = copiedInParts();
    byte[] bytes = restore.expected.firstEntry().getValue();
    try (var s3 = embedded.s3(new Checksums(bytes, Crc64Nvme.toBase64(1)))) {
      assertThatThrownBy(
              () ->
                  restore
                      .uploads(s3, embedded.dynamo)
                      .complete(restore.files, restore.prefixes(), Restore.soon()))
          .hasMessageContaining(
              "The checksum of s3://" + DATA + "/" + restore.jobId + "/insert_log/7/a")
          .asInstanceOf(type(Refused.class))
          .returns(ErrorCode.VERIFICATION_FAILED, Refused::code);
    }
  }

  /** Lets HEAD answer a checksum, as S3 does for an object that has one. */
  private static ExecutionInterceptor headAnswers(long checksum) {
    return new ExecutionInterceptor() {
      @Override
      public SdkResponse modifyResponse(
          Context.ModifyResponse context, ExecutionAttributes attributes) {
        return context.response() instanceof HeadObjectResponse head
            ? head.toBuilder().checksumCRC64NVME(Crc64Nvme.toBase64(checksum)).build()
            : context.response();
      }
    };
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private Restore copiedInPartsOfASourceWith(long checksum) {
    var restore = new Restore(embedded, Ids.job());
    restore.with("insert_log/7/a", random(12 * MIB));
    restore.plan();
    try (var s3 = embedded.s3(headAnswers(checksum))) {
      restore.open(s3, embedded.dynamo);
    }
    restore.copier().copy(restore.batches().getFirst(), Restore.soon());
    return restore;
  }

  @Test
  void anotherChecksumThanThatOfTheSourceIsRefusedBeforeTheObjectAppears() {
    var restore = copiedInPartsOfASourceWith(7);
    byte[] bytes = restore.expected.firstEntry().getValue();
    var checksums = new Checksums(bytes, Crc64Nvme.toBase64(Crc64Nvme.of(bytes)));
    try (var s3 = embedded.s3(checksums)) {
      assertThatThrownBy(() -> restore.complete(s3, embedded.dynamo))
          .hasMessageContaining(
              "The checksum of s3://" + DATA + "/" + restore.jobId + "/insert_log/7/a")
          .asInstanceOf(type(Refused.class))
          .returns(ErrorCode.VERIFICATION_FAILED, Refused::code);
    }
    assertThat(restore.copied()).isEmpty();
  }

  @Test
  void theChecksumOfTheSourceIsComparedWhereThereAreNoneOfParts() {
    var restore = copiedInPartsOfASourceWith(7);
    var answer =
        new ExecutionInterceptor() {
          @Override
          public SdkResponse modifyResponse(
              Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.response() instanceof CompleteMultipartUploadResponse completed
                ? completed.toBuilder().checksumCRC64NVME(Crc64Nvme.toBase64(8)).build()
                : context.response();
          }
        };
    try (var s3 = embedded.s3(answer)) {
      assertThatThrownBy(() -> restore.complete(s3, embedded.dynamo))
          .asInstanceOf(type(Refused.class))
          .returns(ErrorCode.VERIFICATION_FAILED, Refused::code);
    }
  }

  @Test
  void anObjectThatWasCompletedBeforeIsComparedWithItsSourceToo() {
    long checksum = Crc64Nvme.of(random(12 * MIB));
    var restore = copiedInPartsOfASourceWith(checksum);
    restore.complete(embedded.s3, embedded.dynamo);
    try (var same = embedded.s3(headAnswers(checksum));
        var other = embedded.s3(headAnswers(checksum + 1))) {
      restore.complete(same, embedded.dynamo);
      assertThatThrownBy(() -> restore.complete(other, embedded.dynamo))
          .hasMessageContaining(
              "The checksum of s3://" + DATA + "/" + restore.jobId + "/insert_log/7/a")
          .asInstanceOf(type(Refused.class))
          .returns(ErrorCode.VERIFICATION_FAILED, Refused::code);
    }
  }

  @Test
  void aCopyInRangesHasTheMetadataOfItsSource() {
    var restore = new Restore(embedded, Ids.job());
    byte[] bytes = new byte[12 * MIB];
    restore.with("insert_log/7/a", bytes);
    String source = restore.source("insert_log/7/a");
    embedded.s3.putObject(
        r ->
            r.bucket(Embedded.BACKUP)
                .key(source)
                .contentType("application/vnd.apache.parquet")
                .contentEncoding("identity")
                .contentLanguage("en")
                .contentDisposition("attachment")
                .cacheControl("no-cache")
                .metadata(Map.of("written-by", "a test")),
        RequestBody.fromBytes(bytes));
    restore.plan();

    restore.copyAll();

    var head =
        embedded.s3.headObject(
            r -> r.bucket(Embedded.DATA).key(restore.destination("insert_log/7/a")));
    assertThat(head.contentType()).isEqualTo("application/vnd.apache.parquet");
    assertThat(head.contentEncoding()).isEqualTo("identity");
    assertThat(head.contentLanguage()).isEqualTo("en");
    assertThat(head.contentDisposition()).isEqualTo("attachment");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.metadata()).isEqualTo(Map.of("written-by", "a test"));
  }

  @Test
  void aSourceThatChangedBeforeItsUploadIsOpenedIsRefusedByItsKey() {
    var restore = planned();
    restore.withRandom("insert_log/7/a", 12 * MIB, 77);

    assertThatThrownBy(() -> restore.open(embedded.s3, embedded.dynamo))
        .hasMessageContaining(
            "s3://" + Embedded.BACKUP + "/" + restore.source("insert_log/7/a") + " changed")
        .asInstanceOf(type(Refused.class))
        .returns(ErrorCode.SOURCE_CHANGED, Refused::code);
  }

  @Test
  void withoutAChecksumOfEveryPartThereIsNoneOfTheWhole() {
    Part with = Part.builder().size(1L).checksumCRC64NVME(Crc64Nvme.toBase64(1)).build();
    Part without = Part.builder().size(1L).build();
    assertThat(PartChecksums.combine(List.of(with))).contains(Crc64Nvme.toBase64(1));
    assertThat(PartChecksums.combine(List.of(with, without))).isEmpty();
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
    restore.uploads().abort(restore.jobId, "00000", 0, restore.prefixes());

    assertThatThrownBy(() -> restore.copier().copy(restore.batches().getFirst(), Restore.soon()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("The multipart upload of s3://" + DATA + "/" + restore.jobId)
        .hasMessageContaining("is gone");
    assertThatThrownBy(
            () -> restore.uploads().complete(restore.files, restore.prefixes(), Restore.soon()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is gone");
  }

  /** As while an earlier completion, whose answer was lost, is still at work. */
  @Test
  void anObjectThatIsNotThereYetIsWaitedFor() {
    var restore = copiedInPartsOfASourceWith(Crc64Nvme.of(random(12 * MIB)));
    restore.complete(embedded.s3, embedded.dynamo);
    var looked = new AtomicInteger();
    var late =
        new ExecutionInterceptor() {
          @Override
          public SdkRequest modifyRequest(
              Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof HeadObjectRequest head
                    && looked.getAndIncrement() < 2
                ? head.toBuilder().key(head.key() + ".not-yet").build()
                : context.request();
          }
        };

    try (var s3 = embedded.s3(late)) {
      restore.complete(s3, embedded.dynamo);
    }

    assertThat(looked).hasValue(3);
  }

  @Test
  void abortEndsUploadsThatNoLedgerKnows() {
    var restore = planned();
    restore.uploads().open(restore.files, Restore.soon());
    String lost = restore.destination("insert_log/7/orphan");
    embedded.s3.createMultipartUpload(r -> r.bucket(DATA).key(lost));
    embedded.s3.createMultipartUpload(r -> r.bucket(DATA).key(restore.destination("other/7/x")));

    restore.uploads().abort(restore.jobId, "00000", 0, restore.prefixes());
    restore.uploads().abort(restore.jobId, "00000", 0, restore.prefixes());

    var left = embedded.s3.listMultipartUploads(r -> r.bucket(DATA).prefix(lost)).uploads();
    if (embedded.server().has(ServerQuirk.LIST_UPLOADS_BY_WHOLE_KEY)) {
      assertThat(left).as("cannot be found").hasSize(1);
    } else {
      assertThat(left).isEmpty();
      assertThat(restore.openUploads()).as("that of another prefix").isEqualTo(1);
    }
  }
}
