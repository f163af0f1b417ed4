package dev.refloat.restore;

import dev.refloat.content.SegmentLogs;
import dev.refloat.copy.PlanFiles;
import dev.refloat.platform.Json;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads which files of a collection are to be opened. */
final class ContentPlan {
  private static final String SEGMENTS = "segments.jsonl";
  private static final String CHECKS = "checks.jsonl";

  private final S3Client s3;

  /**
   * @param s3 a client that retries by itself
   */
  ContentPlan(S3Client s3) {
    this.s3 = s3;
  }

  static String segmentsKey(PlanFiles files) {
    return files.prefix() + SEGMENTS;
  }

  static String checksKey(PlanFiles files) {
    return files.prefix() + CHECKS;
  }

  /** All batches of a collection: 5 MB of text at ten million files. */
  List<ContentBatch> batches(PlanFiles files) {
    return s3.getObjectAsBytes(r -> r.bucket(files.bucket()).key(checksKey(files)))
        .asUtf8String()
        .lines()
        .map(line -> Json.read(line, ContentBatch.class))
        .toList();
  }

  List<SegmentLogs> segments(ContentBatch batch) {
    return s3.getObjectAsBytes(r -> r.bucket(batch.bucket()).key(batch.key()).range(batch.range()))
        .asUtf8String()
        .lines()
        .map(line -> Json.read(line, SegmentLogs.class))
        .toList();
  }
}
