package dev.refloat.automation;

import dev.refloat.platform.Json;
import dev.refloat.platform.SortableTime;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts the report of a drill into the stack's own backup bucket, as JSON and as a page: {@code
 * drills/{projectId}/{triggerId}/{time}-{drillId}/report.json} and {@code report.html}. To put it
 * again changes nothing.
 */
final class DrillFiles {
  static final String FOLDER = "drills/";

  private final S3Client s3;
  private final String bucket;

  DrillFiles(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Answers the drill with the places of its report. */
  Drill put(Drill drill, Firing firing) {
    String folder =
        FOLDER
            + drill.projectId()
            + "/"
            + drill.triggerId()
            + "/"
            + SortableTime.of(firing.time()).replace(":", "")
            + "-"
            + drill.drillId()
            + "/";
    Drill placed = drill.with(drill.findings(), folder + "report.json", folder + "report.html");
    put(folder + "report.json", "application/json", Json.bytes(placed));
    put(
        folder + "report.html",
        "text/html; charset=utf-8",
        new DrillPage(placed).html().getBytes(StandardCharsets.UTF_8));
    return placed;
  }

  private void put(String key, String contentType, byte[] body) {
    s3.putObject(
        r -> r.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(body));
  }
}
