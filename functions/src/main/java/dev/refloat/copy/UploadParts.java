package dev.refloat.copy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** The parts that a multipart upload has. */
final class UploadParts {
  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;

  UploadParts(S3Client s3, Buckets buckets, CopyCalls calls) {
    this.s3 = s3;
    this.buckets = buckets;
    this.calls = calls;
  }

  /** In the order of their numbers. */
  List<Part> list(UploadLedger.Upload upload) {
    List<Part> parts = new ArrayList<>();
    var request =
        ListPartsRequest.builder()
            .bucket(buckets.destination())
            .key(upload.destination())
            .uploadId(upload.uploadId())
            .maxParts(S3Limits.PAGE);
    while (true) {
      ListPartsResponse page = calls.call(() -> s3.listParts(request.build()));
      parts.addAll(page.parts());
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return parts;
      }
      request.partNumberMarker(page.nextPartNumberMarker());
    }
  }
}
