package dev.refloat.bench.scale.s3;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** What is asked of multipart uploads: they are begun, filled, completed, listed and given up. */
final class MultipartRequests {
  private final S3Service service;
  private final Requests requests;

  MultipartRequests(S3Service service, Requests requests) {
    this.service = service;
    this.requests = requests;
  }

  CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return requests.send(
        Kind.PUT,
        request.bucket(),
        request.key(),
        0,
        () ->
            CreateMultipartUploadResponse.builder()
                .uploadId(service.uploads().create(request.bucket(), request.key()).id())
                .build());
  }

  UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    byte[] content = Requests.bytes(body);
    return requests.send(
        Kind.PUT,
        request.bucket(),
        request.key(),
        content.length,
        () -> {
          var upload = service.uploads().find(request.uploadId());
          upload.put(request.partNumber(), content.length);
          service.work().append(upload.id(), content);
          return UploadPartResponse.builder().eTag("\"part-" + request.partNumber() + "\"").build();
        });
  }

  CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
    return requests.send(
        Kind.PUT,
        request.bucket(),
        request.key(),
        0,
        () -> {
          var upload = service.uploads().find(request.uploadId());
          if (request.bucket().equals(S3Service.WORK)) {
            service.work().complete(upload.id(), request.key());
          } else {
            requireWhole(upload);
            GeneratedBackup.Place place = service.backup().place(request.key());
            service
                .restored()
                .put(Objects.requireNonNull(place), request.key(), upload.all().size());
          }
          service.uploads().end(upload);
          return CompleteMultipartUploadResponse.builder().eTag("\"of parts\"").build();
        });
  }

  private void requireWhole(Uploads.Upload upload) {
    long bytes = upload.all().values().stream().mapToLong(Long::longValue).sum();
    if (bytes != service.backup().scenario().objectBytes()) {
      throw new IllegalStateException("An upload is completed with " + bytes + " bytes");
    }
  }

  AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return requests.send(
        Kind.DELETE,
        request.bucket(),
        request.key(),
        0,
        () -> {
          service.uploads().end(service.uploads().find(request.uploadId()));
          return AbortMultipartUploadResponse.builder().build();
        });
  }

  ListPartsResponse listParts(ListPartsRequest request) {
    return requests.send(
        Kind.LIST,
        request.bucket(),
        request.key(),
        0,
        () -> {
          int after = Optional.ofNullable(request.partNumberMarker()).orElse(0);
          NavigableMap<Integer, Long> left =
              service.uploads().find(request.uploadId()).all().tailMap(after, false);
          List<Part> parts =
              left.entrySet().stream().limit(S3Service.PAGE).map(MultipartRequests::part).toList();
          return ListPartsResponse.builder()
              .parts(parts)
              .isTruncated(left.size() > S3Service.PAGE)
              .nextPartNumberMarker(parts.isEmpty() ? after : parts.getLast().partNumber())
              .build();
        });
  }

  private static Part part(Map.Entry<Integer, Long> part) {
    return Part.builder()
        .partNumber(part.getKey())
        .size(part.getValue())
        .eTag("\"part-" + part.getKey() + "\"")
        .build();
  }

  ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
    return requests.send(
        Kind.LIST,
        request.bucket(),
        request.prefix(),
        0,
        () ->
            ListMultipartUploadsResponse.builder()
                .uploads(
                    service.uploads().under(request.bucket(), request.prefix()).stream()
                        .map(u -> MultipartUpload.builder().key(u.key()).uploadId(u.id()).build())
                        .toList())
                .isTruncated(false)
                .build());
  }
}
