package dev.refloat.copy;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.TaggingDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** The two requests that copy, each sent once. */
final class ObjectCopier {
  private final S3Client s3;
  private final Buckets buckets;
  private final CopyOptions options;

  ObjectCopier(S3Client s3, Buckets buckets, CopyOptions options) {
    this.s3 = s3;
    this.buckets = buckets;
    this.options = options;
  }

  void copy(PlannedObject object) {
    var request =
        CopyObjectRequest.builder()
            .sourceBucket(buckets.source())
            .sourceKey(object.source())
            .copySourceIfMatch(object.eTag())
            .destinationBucket(buckets.destination())
            .destinationKey(object.destination())
            .metadataDirective(MetadataDirective.COPY);
    if (options.tags()) {
      request.taggingDirective(TaggingDirective.COPY);
    }
    if (options.checksum()) {
      request.checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME);
    }
    options.storageClass().ifPresent(request::storageClass);
    options
        .kmsKey()
        .ifPresent(
            key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key));
    var result = s3.copyObject(request.build()).copyObjectResult();
    if (result == null || result.eTag() == null) {
      throw new IncompleteAnswer("CopyObject");
    }
  }

  /**
   * The checksum, the encryption and the storage class are those that the upload was opened with.
   */
  void copy(PlannedObject object, ByteRange range, String uploadId) {
    var request =
        UploadPartCopyRequest.builder()
            .sourceBucket(buckets.source())
            .sourceKey(object.source())
            .copySourceIfMatch(object.eTag())
            .copySourceRange(range.header())
            .destinationBucket(buckets.destination())
            .destinationKey(object.destination())
            .uploadId(uploadId)
            .partNumber(range.part())
            .build();
    var result = s3.uploadPartCopy(request).copyPartResult();
    if (result == null || result.eTag() == null) {
      throw new IncompleteAnswer("UploadPartCopy");
    }
  }
}
