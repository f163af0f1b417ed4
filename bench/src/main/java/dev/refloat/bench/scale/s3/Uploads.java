package dev.refloat.bench.scale.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Multipart uploads that are open. */
final class Uploads {
  private final Map<String, Upload> open = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /**
   * One of them.
   *
   * @param parts bytes of each, by number
   */
  record Upload(String id, String bucket, String key, NavigableMap<Integer, Long> parts) {
    synchronized void put(int part, long bytes) {
      parts.put(part, bytes);
    }

    synchronized NavigableMap<Integer, Long> all() {
      return new TreeMap<>(parts);
    }
  }

  Upload create(String bucket, String key) {
    String id = "upload-" + ids.incrementAndGet();
    var upload = new Upload(id, bucket, key, new TreeMap<>());
    open.put(id, upload);
    return upload;
  }

  Upload find(String id) {
    Upload upload = open.get(id);
    if (upload == null) {
      throw NoSuchUploadException.builder()
          .statusCode(404)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .serviceName("S3")
                  .errorCode("NoSuchUpload")
                  .errorMessage("The specified upload does not exist: " + id)
                  .build())
          .build();
    }
    return upload;
  }

  void end(Upload upload) {
    open.remove(upload.id);
  }

  /** Those of a bucket whose keys begin so. */
  List<Upload> under(String bucket, String prefix) {
    return open.values().stream()
        .filter(upload -> upload.bucket.equals(bucket) && upload.key.startsWith(prefix))
        .sorted(Comparator.comparing(Upload::key).thenComparing(Upload::id))
        .toList();
  }
}
