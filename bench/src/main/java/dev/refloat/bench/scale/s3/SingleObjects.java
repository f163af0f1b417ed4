package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.lambda.Processor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects that are written, read, looked at and deleted one by one. */
final class SingleObjects {
  private final S3Service service;
  private final Requests requests;
  private final Processor processor;

  SingleObjects(S3Service service, Requests requests, Processor processor) {
    this.service = service;
    this.requests = requests;
    this.processor = processor;
  }

  HeadObjectResponse headObject(HeadObjectRequest request) {
    return requests.send(
        Kind.HEAD,
        request.bucket(),
        request.key(),
        0,
        () -> {
          GeneratedBackup.Place place = service.source(request.key());
          return HeadObjectResponse.builder()
              .eTag(service.backup().eTag(place))
              .contentLength(service.backup().scenario().objectBytes())
              .build();
        });
  }

  PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    byte[] content = Requests.bytes(body);
    return requests.send(
        Kind.PUT,
        request.bucket(),
        request.key(),
        content.length,
        () -> {
          service.work().put(request.key(), content);
          return PutObjectResponse.builder().eTag("\"written\"").build();
        });
  }

  <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    GetObjectResponse response =
        GetObjectResponse.builder().eTag("\"meta\"").lastModified(Instant.EPOCH).build();
    InputStream content =
        request.bucket().equals(S3Service.BACKUP) ? meta(request) : planned(request);
    try {
      return transformer.transform(response, AbortableInputStream.create(content));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Nothing fails there", e);
    }
  }

  /** The only object of the backup that a restore reads, while its bytes arrive. */
  private InputStream meta(GetObjectRequest request) {
    if (!request.key().endsWith("/meta/full_meta.json")) {
      throw S3Service.noSuchKey(request.key());
    }
    InputStream meta =
        requests.send(Kind.GET, request.bucket(), request.key(), 0, () -> service.backup().meta());
    return new ArrivingStream(meta, processor, Facts.S3.BYTES_PER_SECOND);
  }

  private InputStream planned(GetObjectRequest request) {
    String key = request.key();
    if (!service.work().has(key)) {
      throw S3Service.noSuchKey(key);
    }
    long size = service.work().size(key);
    String[] range =
        request.range() == null
            ? new String[] {"0", Long.toString(Math.max(0, size - 1))}
            : request.range().substring("bytes=".length()).split("-", 2);
    long first = Long.parseLong(range[0]);
    long bytes = Math.min(size, Long.parseLong(range[1]) + 1) - first;
    if (request.range() != null && first >= size) {
      throw S3Exception.builder().statusCode(416).message("The range is behind the end").build();
    }
    return requests.send(
        Kind.GET,
        request.bucket(),
        key,
        bytes,
        () -> new ByteArrayInputStream(service.work().read(key, first, bytes)));
  }

  DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    return requests.send(
        Kind.DELETE,
        request.bucket(),
        request.delete().objects().getFirst().key(),
        0,
        () -> {
          request.delete().objects().forEach(object -> service.restored().delete(object.key()));
          return DeleteObjectsResponse.builder().build();
        });
  }
}
