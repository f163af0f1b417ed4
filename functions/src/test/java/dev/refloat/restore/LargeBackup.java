package dev.refloat.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.backup.BackupLocation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A backup of one collection with as many segments as one wants, of ten logs each. Its meta and its
 * listing are made when they are asked for, so that what is measured beside it is all that is held;
 * what is written to it is only counted.
 */
final class LargeBackup implements S3Client {
  static final BackupLocation LOCATION = new BackupLocation("backups", "backup/large");
  static final int LOGS = 10;

  private static final int PARTITIONS = 16;
  private static final int[] FIELDS = {0, 1, 100, 101, 102, 103, 104, 105, 106};
  private static final long COLLECTION = 450_000_000_000_000_001L;
  private static final long FIRST_SEGMENT = 460_000_000_000_000_000L;
  private static final int PAGE = 1_000;

  private final int segments;
  private final int perPartition;
  private final AtomicLong written = new AtomicLong();
  private final AtomicInteger lists = new AtomicInteger();

  LargeBackup(int segments) {
    this.segments = segments;
    this.perPartition = Math.ceilDiv(segments, PARTITIONS);
  }

  int objects() {
    return segments * LOGS;
  }

  int lists() {
    return lists.get();
  }

  long written() {
    return written.get();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    var response = GetObjectResponse.builder().eTag("\"meta\"").lastModified(Instant.EPOCH).build();
    return new ResponseInputStream<>(response, AbortableInputStream.create(meta()));
  }

  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes no other.
  private InputStream meta() {
    Iterator<InputStream> parts =
        IntStream.rangeClosed(0, segments + 1)
            .<InputStream>mapToObj(part -> new ByteArrayInputStream(part(part).getBytes(UTF_8)))
            .iterator();
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return parts.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return parts.next();
          }
        });
  }

  private String part(int number) {
    if (number == 0) {
      return "{\"id\":\"large\",\"name\":\"large\",\"milvus_version\":\"2.6.0\",\"size\":"
          + 1_000L * objects()
          + ",\"collection_backups\":[{\"collection_id\":"
          + COLLECTION
          + ",\"collection_name\":\"large\",\"db_name\":\"default\",\"shards_num\":2,\"schema\":"
          + schema()
          + ",\"size\":"
          + 1_000L * objects()
          + ",\"partition_backups\":[";
    }
    if (number == segments + 1) {
      return "]}]}";
    }
    int place = number - 1;
    int partition = place / perPartition;
    int count = Math.min(perPartition, segments - partition * perPartition);
    int inPartition = place % perPartition;
    // Not in the order of the keys.
    String text = segment(partition * perPartition + (count - 1 - inPartition));
    String head = inPartition == 0 ? partition(partition, count) : ",";
    boolean isLast = inPartition == count - 1;
    return head + text + (isLast ? "]}" + (number == segments ? "" : ",") : "");
  }

  private static String schema() {
    var fields = new ArrayList<String>();
    for (int field : FIELDS) {
      if (field >= 100) {
        fields.add(
            "{\"fieldID\":%d,\"name\":\"f%d\",\"data_type\":5%s}"
                .formatted(field, field, field == 100 ? ",\"is_primary_key\":true" : ""));
      }
    }
    return "{\"name\":\"large\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String partition(int number, int count) {
    return "{\"partition_id\":%d,\"partition_name\":\"p%d\",\"collection_id\":%d,\"size\":%d,\"segment_backups\":["
        .formatted(partitionId(number), number, COLLECTION, 1_000L * LOGS * count);
  }

  private String segment(int number) {
    long id = segmentId(number);
    var text = new StringBuilder(2_000);
    text.append("{\"segment_id\":").append(id).append(",\"collection_id\":").append(COLLECTION);
    text.append(",\"partition_id\":").append(partitionId(number / perPartition));
    text.append(",\"num_of_rows\":100,\"size\":10000,\"group_id\":").append(id);
    text.append(",\"storage_version\":0,\"v_channel\":\"by-dev-rootcoord-dml_");
    text.append(number % 2).append('_').append(COLLECTION).append("v0\",\"binlogs\":[");
    for (int f = 0; f < FIELDS.length; f++) {
      text.append(f == 0 ? "" : ",").append("{\"fieldID\":").append(FIELDS[f]);
      text.append(",\"binlogs\":[");
      log(text, number, f, "insert_log").append("]}");
    }
    text.append("],\"deltalogs\":[{\"binlogs\":[");
    return log(text, number, FIELDS.length, "delta_log").append("]}]}").toString();
  }

  private StringBuilder log(StringBuilder text, int number, int log, String kind) {
    long id = segmentId(number) + 1 + log;
    text.append("{\"entries_num\":100,\"log_path\":\"files/").append(kind).append('/');
    text.append(COLLECTION).append('/').append(partitionId(number / perPartition)).append('/');
    text.append(segmentId(number)).append('/').append(id);
    return text.append("\",\"log_size\":1000,\"log_id\":").append(id).append('}');
  }

  private static long partitionId(int number) {
    return 450_000_000_000_000_100L + number;
  }

  private static long segmentId(int number) {
    return FIRST_SEGMENT + number * 20L;
  }

  /** The key at a place among all keys in their order. */
  private String key(int place) {
    boolean isDelta = place < segments;
    int number = isDelta ? place : (place - segments) / FIELDS.length;
    int log = isDelta ? FIELDS.length : (place - segments) % FIELDS.length;
    long id = segmentId(number);
    return LOCATION.key("binlogs/")
        + (isDelta ? "delta_log/" : "insert_log/")
        + COLLECTION
        + "/"
        + partitionId(number / perPartition)
        + "/"
        + id
        + "/"
        + id
        + "/"
        + (isDelta ? "" : FIELDS[log] + "/")
        + (id + 1 + log);
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    lists.incrementAndGet();
    int from =
        Optional.ofNullable(request.continuationToken())
            .map(Integer::parseInt)
            .orElseGet(() -> placeAfter(request.startAfter()));
    int to = Math.min(from + PAGE, objects());
    List<S3Object> page = new ArrayList<>(PAGE);
    for (int place = from; place < to; place++) {
      String eTag = "\"%016x%016x\"".formatted(place * 0x9E3779B97F4A7C15L, (long) place);
      page.add(S3Object.builder().key(key(place)).size(1_000L).eTag(eTag).build());
    }
    return ListObjectsV2Response.builder()
        .contents(page)
        .isTruncated(to < objects())
        .nextContinuationToken(Integer.toString(to))
        .build();
  }

  private int placeAfter(@Nullable String key) {
    int from = 0;
    int to = key == null ? 0 : objects();
    while (key != null && from < to) {
      int middle = (from + to) >>> 1;
      if (key(middle).compareTo(key) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    written.addAndGet(body.optionalContentLength().orElse(0L));
    return PutObjectResponse.builder().build();
  }

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return CreateMultipartUploadResponse.builder().uploadId("upload").build();
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    written.addAndGet(body.optionalContentLength().orElse(0L));
    return UploadPartResponse.builder().eTag("\"part\"").build();
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    return CompleteMultipartUploadResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
