package dev.refloat.copy;

import static dev.refloat.copy.Embedded.BACKUP;
import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Time;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** The checksums that a server computes over what it stored, against ours over the bytes. */
@OnEachServer
final class ServerChecksumsTest {
  private static final int MIB = 1 << 20;
  private static final int PART = 5 * MIB;

  private final TestedServer server;
  private final Embedded embedded;

  ServerChecksumsTest(TestedServer server) {
    this.server = server;
    embedded = Embedded.on(server);
  }

  private boolean keepsChecksums() {
    return !server.has(ServerQuirk.NO_CHECKSUMS)
        && !server.has(ServerQuirk.CHECKSUM_BREAKS_PART_COPY);
  }

  private static String checksum(byte[] bytes) {
    return Crc64Nvme.toBase64(Crc64Nvme.of(bytes));
  }

  private HeadObjectResponse head(String key) {
    return embedded.s3.headObject(r -> r.bucket(DATA).key(key).checksumMode(ChecksumMode.ENABLED));
  }

  private Restore planned() {
    var restore = new Restore(embedded, Ids.job());
    restore.with("delta_log/7/empty", new byte[0]);
    for (int i = 0; i < 4; i++) {
      restore.withRandom("insert_log/7/1/" + i, 1000 * i + 1, i);
    }
    restore.withRandom("insert_log/7/1/largest-whole", 6 * MIB, 10);
    restore.withRandom("insert_log/7/1/two-ranges", 7 * MIB + 3, 11);
    restore.withRandom("insert_log/7/1/five-ranges", 21 * MIB + 1, 12);
    restore.plan();
    return restore;
  }

  @Test
  void everyCopyHasTheChecksumOfItsBytesAndIsVerifiedByIt() {
    var restore = planned();

    restore.copyAll();

    assertThat(restore.expected).hasSize(8);
    restore.expected.forEach(this::assertChecksum);
    var verified =
        restore.check(ETagRule.AUTO).check(restore.files, restore.prefixes(), Restore.soon());
    assertThat(verified.objects()).isEqualTo(8);
    if (keepsChecksums()) {
      assertThat(verified.byChecksum()).isEqualTo(8);
    } else {
      assertThat(verified.byETag()).as("those in ranges have only a size").isEqualTo(6);
    }
  }

  private void assertChecksum(String key, byte[] bytes) {
    var head = head(key);
    if (!keepsChecksums()) {
      // What it shows, of the source or its own, is right all the same.
      assertThat(head.checksumCRC64NVME()).as(key).isIn(null, checksum(bytes));
      return;
    }
    assertThat(head.checksumCRC64NVME()).as(key).isEqualTo(checksum(bytes));
    if (!server.has(ServerQuirk.NO_CHECKSUM_TYPE)) {
      assertThat(head.checksumType()).as(key).isEqualTo(ChecksumType.FULL_OBJECT);
    }
  }

  @Test
  void aCopyOfASourceWithoutAChecksumGetsOne() {
    String key = Ids.job();
    byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
    String eTag =
        embedded.s3.putObject(r -> r.bucket(BACKUP).key(key), RequestBody.fromBytes(bytes)).eTag();

    new ObjectCopier(embedded.s3, Embedded.BUCKETS, Restore.OPTIONS)
        .copy(new PlannedObject(key, key, bytes.length, eTag));

    boolean none =
        server.has(ServerQuirk.NO_CHECKSUMS) || server.has(ServerQuirk.COPY_COMPUTES_NO_CHECKSUM);
    assertThat(head(key).checksumCRC64NVME()).isEqualTo(none ? null : checksum(bytes));
  }

  /** An object in three parts, all there, not completed. */
  private static final class Open {
    final String key;
    final String uploadId;
    final byte[] bytes;
    final List<Part> parts;

    Open(String key, String uploadId, byte[] bytes, List<Part> parts) {
      this.key = key;
      this.uploadId = uploadId;
      this.bytes = bytes;
      this.parts = parts;
    }
  }

  private Open copiedInParts() {
    var restore = new Restore(embedded, Ids.job());
    restore.withRandom("insert_log/7/a", 12 * MIB, 1);
    restore.plan();
    restore.uploads().open(restore.files, Restore.soon());
    restore.batches().forEach(batch -> restore.copier().copy(batch, Restore.soon()));
    var upload = Restore.uploadLedger(embedded.dynamo).find(restore.files, 0).orElseThrow();
    return open(upload.destination(), upload.uploadId(), restore.expected.firstEntry().getValue());
  }

  /** By UploadPart with a checksum of each part, and not by copies. */
  private Open uploadedInParts() {
    String key = Ids.job();
    var bytes = new byte[12 * MIB];
    new Random(1).nextBytes(bytes);
    String id =
        embedded
            .s3
            .createMultipartUpload(
                r ->
                    r.bucket(DATA)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                        .checksumType(ChecksumType.FULL_OBJECT))
            .uploadId();
    for (int number = 1; number <= 3; number++) {
      int part = number;
      byte[] range = range(bytes, part);
      embedded.s3.uploadPart(
          r ->
              r.bucket(DATA)
                  .key(key)
                  .uploadId(id)
                  .partNumber(part)
                  .checksumCRC64NVME(checksum(range)),
          RequestBody.fromBytes(range));
    }
    return open(key, id, bytes);
  }

  private Open open(String key, String uploadId, byte[] bytes) {
    var calls = new CopyCalls(new AimdLimiter(4, Time.REAL), Restore.FAST);
    var parts =
        new UploadParts(embedded.s3, Embedded.BUCKETS, calls)
            .list(new UploadLedger.Upload(0, 0, key, uploadId, Optional.empty()));
    assertThat(parts).hasSize(3);
    return new Open(key, uploadId, bytes, parts);
  }

  private static byte[] range(byte[] bytes, int part) {
    return Arrays.copyOfRange(bytes, (part - 1) * PART, Math.min(part * PART, bytes.length));
  }

  private CompleteMultipartUploadResponse complete(Open open, @Nullable String checksum) {
    var parts =
        open.parts.stream()
            .map(
                part ->
                    CompletedPart.builder()
                        .partNumber(part.partNumber())
                        .eTag(part.eTag())
                        .checksumCRC64NVME(part.checksumCRC64NVME())
                        .build())
            .toList();
    return embedded.s3.completeMultipartUpload(
        r ->
            r.bucket(DATA)
                .key(open.key)
                .uploadId(open.uploadId)
                .checksumCRC64NVME(checksum)
                .checksumType(checksum == null ? null : ChecksumType.FULL_OBJECT)
                .multipartUpload(u -> u.parts(parts)));
  }

  @Test
  void everyCopiedPartHasTheChecksumOfItsBytes() {
    var open = copiedInParts();
    boolean none = !keepsChecksums() || server.has(ServerQuirk.COPIED_PARTS_HAVE_NO_CHECKSUM);
    for (Part part : open.parts) {
      assertThat(part.checksumCRC64NVME())
          .isEqualTo(none ? null : checksum(range(open.bytes, part.partNumber())));
    }
  }

  @Test
  void theChecksumCombinedFromThoseOfThePartsIsTheServersOwn() {
    var open = uploadedInParts();
    Optional<String> combined = PartChecksums.combine(open.parts);
    if (server.has(ServerQuirk.NO_CHECKSUMS)) {
      assertThat(combined).isEmpty();
      return;
    }
    assertThat(combined).contains(checksum(open.bytes));

    assertThat(complete(open, combined.orElseThrow()).checksumCRC64NVME())
        .isIn(null, combined.get());
    assertThat(head(open.key).checksumCRC64NVME()).isEqualTo(combined.get());
  }

  @Test
  void aCompletionWithAnotherChecksumIsRefused() {
    var open = uploadedInParts();

    Throwable error = catchThrowable(() -> complete(open, Crc64Nvme.toBase64(1)));

    if (server.has(ServerQuirk.NO_CHECKSUMS)) {
      assertThat(error).isNull();
      return;
    }
    assertThat(error).isNotNull();
    assertThat(CopyErrors.verdict(error))
        .isEqualTo(
            server.has(ServerQuirk.WRONG_CHECKSUM_IS_INVALID_REQUEST)
                ? Verdict.INVALID
                : Verdict.CHECKSUM);
  }
}
