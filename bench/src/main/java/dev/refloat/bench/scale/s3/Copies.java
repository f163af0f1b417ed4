package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.s3.S3Service.Target;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** Copies within S3, of objects and of ranges. */
final class Copies {
  private final S3Service service;
  private final Requests requests;

  Copies(S3Service service, Requests requests) {
    this.service = service;
    this.requests = requests;
  }

  CopyObjectResponse copyObject(CopyObjectRequest request) {
    String source = request.sourceKey();
    String key = request.destinationKey();
    long bytes = service.backup().scenario().objectBytes();
    return requests.copy(
        new Target(request.sourceBucket(), source),
        new Target(request.destinationBucket(), key),
        bytes,
        () -> {
          GeneratedBackup.Place place = service.source(source);
          service.restored().put(place, key, 1);
          String eTag = service.backup().eTag(place);
          return CopyObjectResponse.builder().copyObjectResult(r -> r.eTag(eTag)).build();
        });
  }

  UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
    String[] range = request.copySourceRange().substring("bytes=".length()).split("-", 2);
    long bytes = Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
    return requests.copy(
        new Target(request.sourceBucket(), request.sourceKey()),
        new Target(request.destinationBucket(), request.destinationKey()),
        bytes,
        () -> {
          service.source(request.sourceKey());
          service.uploads().find(request.uploadId()).put(request.partNumber(), bytes);
          return UploadPartCopyResponse.builder()
              .copyPartResult(r -> r.eTag("\"part-" + request.partNumber() + "\""))
              .build();
        });
  }
}
