package dev.refloat.copy;

import dev.refloat.platform.Clients.CopyingS3;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Opens the multipart upload of one object. CopyObject takes the metadata and tags of its source
 * along; a multipart upload has only what it is opened with, so the source is asked for them: one
 * HEAD, and where it has tags one request more. The same answer tells the source's checksum.
 */
final class UploadOpener {
  private final S3Client s3;
  private final S3Client sourceS3;
  private final Buckets buckets;
  private final CopyOptions options;
  private final CopyCalls calls;
  private final Refusals refusals;

  UploadOpener(CopyingS3 clients, Buckets buckets, CopyOptions options, CopyCalls calls) {
    this.s3 = clients.own();
    this.sourceS3 = clients.source();
    this.buckets = buckets;
    this.options = options;
    this.calls = calls;
    this.refusals = new Refusals(buckets);
  }

  /**
   * An upload that is open.
   *
   * @param sourceChecksum full-object CRC-64/NVME of the source, as S3 writes it; absent where the
   *     source has none
   */
  record Opened(String uploadId, Optional<String> sourceChecksum) {}

  Opened open(PlannedObject object, BooleanSupplier stopped) {
    HeadObjectResponse source;
    Optional<Tagging> tags;
    try {
      source = calls.call(stopped, () -> sourceS3.headObject(headRequest(object)));
      tags = tags(object, source);
    } catch (RuntimeException e) {
      throw refusals.of(object, e);
    }
    CreateMultipartUploadRequest request = openRequest(object.destination(), source, tags);
    try {
      String id = calls.call(stopped, () -> s3.createMultipartUpload(request).uploadId());
      return new Opened(id, checksum(source));
    } catch (RuntimeException e) {
      throw refusals.ofDestination(object.destination(), e);
    }
  }

  private HeadObjectRequest headRequest(PlannedObject object) {
    var request =
        HeadObjectRequest.builder()
            .bucket(buckets.source())
            .key(object.source())
            .ifMatch(object.eTag());
    if (options.checksum()) {
      request.checksumMode(ChecksumMode.ENABLED);
    }
    return request.build();
  }

  private Optional<Tagging> tags(PlannedObject object, HeadObjectResponse source) {
    Integer count = source.tagCount();
    if (!options.tags() || count == null || count == 0) {
      return Optional.empty();
    }
    var request =
        GetObjectTaggingRequest.builder().bucket(buckets.source()).key(object.source()).build();
    return Optional.of(
        Tagging.builder()
            .tagSet(calls.call(() -> sourceS3.getObjectTagging(request)).tagSet())
            .build());
  }

  private CreateMultipartUploadRequest openRequest(
      String key, HeadObjectResponse source, Optional<Tagging> tags) {
    var request =
        CreateMultipartUploadRequest.builder()
            .bucket(buckets.destination())
            .key(key)
            .metadata(source.metadata())
            .contentType(source.contentType())
            .contentEncoding(source.contentEncoding())
            .contentLanguage(source.contentLanguage())
            .contentDisposition(source.contentDisposition())
            .cacheControl(source.cacheControl());
    tags.ifPresent(request::tagging);
    if (options.checksum()) {
      request
          .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
          .checksumType(ChecksumType.FULL_OBJECT);
    }
    options.storageClass().ifPresent(request::storageClass);
    options
        .kmsKey()
        .ifPresent(
            kms -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kms));
    return request.build();
  }

  private static Optional<String> checksum(HeadObjectResponse source) {
    return source.checksumType() == ChecksumType.COMPOSITE
        ? Optional.empty()
        : Optional.ofNullable(source.checksumCRC64NVME());
  }
}
