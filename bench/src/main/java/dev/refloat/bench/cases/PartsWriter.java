package dev.refloat.bench.cases;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes one large object in parts. */
final class PartsWriter {
  /** 10,000 of them are 625 GiB. */
  private static final int PART = 64 << 20;

  private static final int AT_ONCE = 4;

  private final S3Client s3;
  private final RandomBytes bytes;

  PartsWriter(S3Client s3, RandomBytes bytes) {
    this.s3 = s3;
    this.bytes = bytes;
  }

  void write(String bucket, String key, long size) throws IOException {
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    List<Future<CompletedPart>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (long from = 0; from < size; from += PART) {
        int number = running.size() + 1;
        int length = (int) Math.min(PART, size - from);
        running.add(threads.submit(() -> part(bucket, key, upload, number, length)));
      }
    }
    List<CompletedPart> parts = new ArrayList<>();
    for (Future<CompletedPart> part : running) {
      parts.add(result(key, part));
    }
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key(key).uploadId(upload).multipartUpload(u -> u.parts(parts)));
  }

  private CompletedPart part(String bucket, String key, String upload, int number, int length) {
    String eTag =
        s3.uploadPart(
                r -> r.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(bytes.next(length)))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private static CompletedPart result(String key, Future<CompletedPart> part) throws IOException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      throw new IOException("Object not written: " + key, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Object not written, interrupted: " + key, e);
    }
  }
}
