package dev.refloat.local.s3;

import static dev.refloat.local.s3.S3Conformance.assertFails;
import static dev.refloat.local.s3.S3Conformance.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * One test per constant of {@link Quirks}. One that fails means that the server has come closer to
 * S3: remove both.
 */
final class QuirksTest {
  private static final String BUCKET = "quirks";

  private static S3Server server;
  private static S3Client client;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    server = S3Server.start(new S3Settings(directory, 0, "access", "secret"), object -> {});
    server.createBucket(BUCKET);
    client = Clients.s3(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void everyQuirkHasItsTest() {
    assertThat(Arrays.stream(QuirksTest.class.getDeclaredMethods()).map(Method::getName))
        .containsAll(Arrays.stream(Quirks.values()).map(QuirksTest::methodName).toList());
  }

  private static String methodName(Quirks quirk) {
    var name = new StringBuilder();
    for (String word : quirk.name().split("_", -1)) {
      name.append(
          name.isEmpty() ? word.substring(0, 1).toLowerCase(Locale.ROOT) : word.substring(0, 1));
      name.append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  @Test
  void keyIsPrefixOfAnother() {
    put("file");
    put("directory/file");

    assertFails("InvalidRequest", 400, () -> put("file/below"));
    assertFails("InvalidRequest", 400, () -> put("directory"));
  }

  @Test
  void keyWithDotSegment() {
    put("dot/b");

    assertFails("InvalidRequest", 400, () -> put("dot/x/../b"));
    assertFails("InvalidRequest", 400, () -> put("./b"));
    assertFails(
        "NoSuchKey", 404, () -> client.getObject(r -> r.bucket(BUCKET).key("dot/x/../b")).abort());
    client.deleteObject(r -> r.bucket(BUCKET).key("dot/x/../b"));
    client.headObject(r -> r.bucket(BUCKET).key("dot/b"));
  }

  @Test
  void keyWithEmptySegment() {
    assertFails("SignatureDoesNotMatch", 403, () -> put("a//b"));
    assertFails("SignatureDoesNotMatch", 403, () -> put("/a"));
  }

  @Test
  void keySegmentOver255Bytes() {
    put("x".repeat(255));
    put("x".repeat(200) + "/" + "x".repeat(255));

    assertFails("InvalidRequest", 400, () -> put("x".repeat(256)));
    assertFails("KeyTooLongError", 400, () -> put("x/".repeat(512) + "x")); // As S3 does.
  }

  @Test
  void keyIsReserved() {
    assertFails("InvalidRequest", 400, () -> put(".mpus-x"));
    assertFails("InvalidRequest", 400, () -> put(".s3proxy-x"));
  }

  @Test
  void markerWithBytes() {
    client.putObject(r -> r.bucket(BUCKET).key("marker/"), RequestBody.empty());

    assertFails("InvalidRequest", 400, () -> put("marker2/"));
  }

  @Test
  void anyRegion() {
    try (var elsewhere = Clients.s3(server, "secret", "ap-south-2")) {
      assertThat(elsewhere.listBuckets().buckets()).isNotEmpty();
    }
  }

  @Test
  void noSessionTokens() {
    try (var role = Clients.s3OfRole(server)) {
      assertFails(501, () -> role.listObjectsV2(r -> r.bucket(BUCKET)));
    }
  }

  @Test
  void noChecksums() {
    put("checksum");
    var copy =
        client
            .copyObject(
                r ->
                    r.sourceBucket(BUCKET)
                        .sourceKey("checksum")
                        .destinationBucket(BUCKET)
                        .destinationKey("checksum-copy")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME))
            .copyObjectResult();
    var head =
        client.headObject(
            r -> r.bucket(BUCKET).key("checksum-copy").checksumMode(ChecksumMode.ENABLED));

    assertThat(copy.checksumCRC64NVME()).isNull();
    assertThat(head.checksumCRC64NVME()).isNull();
    assertThat(head.checksumType()).isNull();
    assertFails(
        "BadDigest",
        400,
        () ->
            client.putObject(
                r -> r.bucket(BUCKET).key("wrong").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("x")));
  }

  @Test
  void copyIgnoresDestinationCondition() {
    put("condition");
    put("condition-copy");

    client.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("condition")
                .destinationBucket(BUCKET)
                .destinationKey("condition-copy")
                .ifNoneMatch("*"));
  }

  @Test
  void copyIgnoresStorageClass() {
    client.putObject(
        r -> r.bucket(BUCKET).key("class").storageClass(StorageClass.STANDARD_IA),
        RequestBody.fromString("x"));
    client.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("class")
                .destinationBucket(BUCKET)
                .destinationKey("class-copy")
                .storageClass(StorageClass.GLACIER_IR));

    assertThat(client.headObject(r -> r.bucket(BUCKET).key("class-copy")).storageClass())
        .isEqualTo(StorageClass.STANDARD_IA);
  }

  @Test
  void listPartsInOnePage() {
    String id = client.createMultipartUpload(r -> r.bucket(BUCKET).key("parts")).uploadId();
    for (int number = 1; number <= 3; number++) {
      part("parts", id, number);
    }
    var page = client.listParts(r -> r.bucket(BUCKET).key("parts").uploadId(id).maxParts(1));

    assertThat(page.parts()).hasSize(3);
    assertThat(page.isTruncated()).isFalse();
    assertFails(
        501,
        () ->
            client.listParts(r -> r.bucket(BUCKET).key("parts").uploadId(id).partNumberMarker(1)));
  }

  @Test
  void listUploadsIgnoresDelimiter() {
    client.createMultipartUpload(r -> r.bucket(BUCKET).key("grouped/1"));
    var page = client.listMultipartUploads(r -> r.bucket(BUCKET).prefix("group").delimiter("/"));

    assertThat(page.commonPrefixes()).isEmpty();
    assertThat(page.uploads().stream().map(MultipartUpload::key)).containsExactly("grouped/1");
  }

  @Test
  void delimiterIsTheSlash() {
    assertFails(
        "InvalidRequest", 400, () -> client.listObjectsV2(r -> r.bucket(BUCKET).delimiter("-")));
  }

  @Test
  void partOrderIsNotChecked() {
    String id = client.createMultipartUpload(r -> r.bucket(BUCKET).key("order")).uploadId();
    CompletedPart first = part("order", id, 1, bytes(5 << 20));
    CompletedPart second = part("order", id, 2);
    client.completeMultipartUpload(
        r ->
            r.bucket(BUCKET)
                .key("order")
                .uploadId(id)
                .multipartUpload(u -> u.parts(second, first)));

    assertThat(client.headObject(r -> r.bucket(BUCKET).key("order")).contentLength())
        .isEqualTo((5 << 20) + 10);
  }

  @Test
  void metadataOver2Kib() {
    client.putObject(
        r -> r.bucket(BUCKET).key("metadata").metadata(Map.of("m", "x".repeat(2500))),
        RequestBody.fromString("x"));
    assertThat(client.headObject(r -> r.bucket(BUCKET).key("metadata")).metadata().get("m"))
        .hasSize(2500);
  }

  @Test
  void noVersioning() {
    assertFails(
        501,
        () ->
            client.putBucketVersioning(
                r ->
                    r.bucket(BUCKET)
                        .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED))));
    assertThat(client.getBucketVersioning(r -> r.bucket(BUCKET)).status()).isNull();
  }

  @Test
  void noBucketConfiguration() {
    assertFails(501, () -> client.putBucketPolicy(r -> r.bucket(BUCKET).policy("{}")));
    assertFails(501, () -> client.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)));
    assertFails(
        501,
        () ->
            client.putPublicAccessBlock(
                r ->
                    r.bucket(BUCKET).publicAccessBlockConfiguration(c -> c.blockPublicAcls(true))));
    assertFails(
        501,
        () ->
            client.putBucketNotificationConfiguration(
                r ->
                    r.bucket(BUCKET)
                        .notificationConfiguration(c -> c.eventBridgeConfiguration(e -> {}))));
    assertFails(501, () -> client.getBucketEncryption(r -> r.bucket(BUCKET)));
  }

  @Test
  void noEncryptionHeaders() {
    assertFails(
        501,
        () ->
            client.putObject(
                r ->
                    r.bucket(BUCKET)
                        .key("encrypted")
                        .serverSideEncryption(ServerSideEncryption.AES256),
                RequestBody.fromString("x")));
  }

  @Test
  void noTags() {
    assertFails(
        501,
        () ->
            client.putObject(
                r -> r.bucket(BUCKET).key("tagged").tagging("a=b"), RequestBody.fromString("x")));
  }

  @Test
  void signedBodyOver128Mib() {
    try (var unchunked = Clients.s3Unchunked(server)) {
      assertThatThrownBy(
              () ->
                  unchunked.putObject(
                      r -> r.bucket(BUCKET).key("large"),
                      RequestBody.fromBytes(new byte[(128 << 20) + 1])))
          .isInstanceOf(SdkClientException.class);
    }
  }

  private static void put(String key) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
  }

  private static CompletedPart part(String key, String id, int number) {
    return part(key, id, number, bytes(10));
  }

  private static CompletedPart part(String key, String id, int number, byte[] bytes) {
    String eTag =
        client
            .uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }
}
