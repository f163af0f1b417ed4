package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.lambda.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists of objects, page by page, of the backup and of what was restored. */
final class Listing {
  private final S3Service service;
  private final Requests requests;
  private final Processor processor;

  Listing(S3Service service, Requests requests, Processor processor) {
    this.service = service;
    this.requests = requests;
    this.processor = processor;
  }

  ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    ListObjectsV2Response page =
        requests.send(
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
    int to = Math.min(from + S3Service.PAGE, end);
    var objects = new ArrayList<S3Object>(S3Service.PAGE);
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
            ? restored.listAfter(request.prefix(), request.startAfter(), S3Service.PAGE)
            : restored.list(
                request.prefix(), token == null ? 0 : Integer.parseInt(token), S3Service.PAGE);
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
}
