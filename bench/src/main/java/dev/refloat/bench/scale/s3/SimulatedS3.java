package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.s3.S3Service.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A client of one process. It answers what a restore asks, for the keys that one has; everything
 * else is unsupported, as the interface has it.
 */
public final class SimulatedS3 implements S3Client {
  private static final int PAGE = 1_000;

  /** What the SDK does by itself: attempts, and the bound of the first pause after SlowDown. */
  private static final int SDK_ATTEMPTS = 4;

  private static final long SDK_PAUSE_NANOS = 500_000_000;

  private final S3Service service;
  private final Processor processor;
  private final int attempts;

  private SimulatedS3(S3Service service, Processor processor, int attempts) {
    this.service = service;
    this.processor = processor;
    this.attempts = attempts;
  }

  /** Sends again after SlowDown, as the SDK does. */
  public static SimulatedS3 retrying(S3Service service, Processor processor) {
    return new SimulatedS3(service, processor, SDK_ATTEMPTS);
  }

  public static SimulatedS3 once(S3Service service, Processor processor) {
    return new SimulatedS3(service, processor, 1);
  }

  private <T> T send(Kind kind, String bucket, String key, long bytes, Supplier<T> effect) {
    return send(
        kind, new Target(bucket, key), null, nanos(bytes, Facts.S3.BYTES_PER_SECOND), effect);
  }

  private <T> T send(
      Kind kind, Target target, @Nullable Target source, long bytesNanos, Supplier<T> effect) {
    for (int attempt = 1; ; attempt++) {
      try {
        return service.request(kind, target, source, bytesNanos, processor, effect);
      } catch (S3Exception e) {
        if (e.statusCode() != 503 || attempt == attempts) {
          throw e;
        }
        processor.pass(ThreadLocalRandom.current().nextLong(SDK_PAUSE_NANOS << (attempt - 1)));
      }
    }
  }

  private static long nanos(long bytes, double perSecond) {
    return (long) (bytes / perSecond * 1e9);
  }

  // ---- copies ----

  @Override
  public CopyObjectResponse copyObject(CopyObjectRequest request) {
    String source = request.sourceKey();
    String key = request.destinationKey();
    long bytes = service.backup().scenario().objectBytes();
    return send(
        Kind.COPY,
        new Target(request.destinationBucket(), key),
        new Target(request.sourceBucket(), source),
        nanos(bytes, Facts.S3.COPY_BYTES_PER_SECOND),
        () -> {
          GeneratedBackup.Place place = sourceOf(source);
          service.restored().put(place, key, 1);
          String eTag = service.backup().eTag(place);
          return CopyObjectResponse.builder().copyObjectResult(r -> r.eTag(eTag)).build();
        });
  }

  private GeneratedBackup.Place sourceOf(String key) {
    GeneratedBackup.Place place = service.backup().place(key);
    if (place == null || !service.backup().key(place).equals(key)) {
      throw S3Service.noSuchKey(key);
    }
    return place;
  }

  @Override
  public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
    String[] range = request.copySourceRange().substring("bytes=".length()).split("-", 2);
    long bytes = Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
    return send(
        Kind.COPY,
        new Target(request.destinationBucket(), request.destinationKey()),
        new Target(request.sourceBucket(), request.sourceKey()),
        nanos(bytes, Facts.S3.COPY_BYTES_PER_SECOND),
        () -> {
          sourceOf(request.sourceKey());
          service.uploads().find(request.uploadId()).put(request.partNumber(), bytes);
          return UploadPartCopyResponse.builder()
              .copyPartResult(r -> r.eTag("\"part-" + request.partNumber() + "\""))
              .build();
        });
  }

  // ---- uploads ----

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return send(
        Kind.PUT,
        request.bucket(),
        request.key(),
        0,
        () ->
            CreateMultipartUploadResponse.builder()
                .uploadId(service.uploads().create(request.bucket(), request.key()).id())
                .build());
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    byte[] content = bytes(body);
    return send(
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

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    return send(
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

  @Override
  public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return send(
        Kind.DELETE,
        request.bucket(),
        request.key(),
        0,
        () -> {
          service.uploads().end(service.uploads().find(request.uploadId()));
          return AbortMultipartUploadResponse.builder().build();
        });
  }

  @Override
  public ListPartsResponse listParts(ListPartsRequest request) {
    return send(
        Kind.LIST,
        request.bucket(),
        request.key(),
        0,
        () -> {
          int after = Optional.ofNullable(request.partNumberMarker()).orElse(0);
          NavigableMap<Integer, Long> left =
              service.uploads().find(request.uploadId()).all().tailMap(after, false);
          List<Part> parts = left.entrySet().stream().limit(PAGE).map(SimulatedS3::part).toList();
          return ListPartsResponse.builder()
              .parts(parts)
              .isTruncated(left.size() > PAGE)
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

  @Override
  public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
    return send(
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

  // ---- lists ----

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    ListObjectsV2Response page =
        send(
            Kind.LIST,
            request.bucket(),
            request.prefix(),
            0,
            () -> request.bucket().equals(S3Service.DATA) ? restored(request) : backedUp(request));
    processor.compute(Facts.Lambda.CPU_PER_KEY.multipliedBy(page.contents().size()));
    return page;
  }

  private ListObjectsV2Response backedUp(ListObjectsV2Request request) {
    GeneratedBackup backup = service.backup();
    int end = backup.placeFrom(request.prefix() + Character.MAX_VALUE, true);
    int first = backup.placeFrom(request.prefix(), true);
    int from =
        request.continuationToken() != null
            ? Integer.parseInt(request.continuationToken())
            : request.startAfter() == null
                ? first
                : Math.max(first, backup.placeFrom(request.startAfter(), false));
    int to = Math.min(from + PAGE, end);
    var objects = new ArrayList<S3Object>(PAGE);
    for (int place = from; place < to; place++) {
      String key = backup.key(place);
      objects.add(
          S3Object.builder()
              .key(key)
              .size(backup.scenario().objectBytes())
              .eTag(backup.eTag(Objects.requireNonNull(backup.place(key))))
              .build());
    }
    return page(objects, to < end ? to : -1);
  }

  private ListObjectsV2Response restored(ListObjectsV2Request request) {
    RestoredObjects restored = service.restored();
    String token = request.continuationToken();
    RestoredObjects.Page page =
        token == null && request.startAfter() != null
            ? restored.listAfter(request.prefix(), request.startAfter(), PAGE)
            : restored.list(request.prefix(), token == null ? 0 : Integer.parseInt(token), PAGE);
    return page(
        page.objects().stream()
            .map(
                object ->
                    S3Object.builder()
                        .key(object.key())
                        .size(object.size())
                        .eTag(object.eTag())
                        .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                        .checksumType(ChecksumType.FULL_OBJECT)
                        .build())
            .toList(),
        page.next());
  }

  private static ListObjectsV2Response page(List<S3Object> objects, int next) {
    return ListObjectsV2Response.builder()
        .contents(objects)
        .isTruncated(next >= 0)
        .nextContinuationToken(next < 0 ? null : Integer.toString(next))
        .build();
  }

  // ---- single objects ----

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return send(
        Kind.HEAD,
        request.bucket(),
        request.key(),
        0,
        () -> {
          GeneratedBackup.Place place = sourceOf(request.key());
          return HeadObjectResponse.builder()
              .eTag(service.backup().eTag(place))
              .contentLength(service.backup().scenario().objectBytes())
              .build();
        });
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    byte[] content = bytes(body);
    return send(
        Kind.PUT,
        request.bucket(),
        request.key(),
        content.length,
        () -> {
          service.work().put(request.key(), content);
          return PutObjectResponse.builder().eTag("\"written\"").build();
        });
  }

  private static byte[] bytes(RequestBody body) {
    try (InputStream content = body.contentStreamProvider().newStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
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
        send(Kind.GET, request.bucket(), request.key(), 0, () -> service.backup().meta());
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
    return send(
        Kind.GET,
        request.bucket(),
        key,
        bytes,
        () -> new ByteArrayInputStream(service.work().read(key, first, bytes)));
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    return send(
        Kind.DELETE,
        request.bucket(),
        request.delete().objects().getFirst().key(),
        0,
        () -> {
          request.delete().objects().forEach(object -> service.restored().delete(object.key()));
          return DeleteObjectsResponse.builder().build();
        });
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
