package dev.refloat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** A restore job as GET /v2/jobs/{jobId} shows it. */
public record Job(
    String status,
    int percent,
    String reason,
    long objectsCopied,
    long objectsTotal,
    long bytesCopied,
    long bytesTotal,
    double bytesPerSecond,
    long etaSeconds) {

  static Job read(JsonNode data) {
    return new Job(
        data.path("status").asText(),
        data.path("progress").asInt(),
        data.path("reason").asText(),
        data.path("objectsCopied").asLong(),
        data.path("objectsTotal").asLong(),
        data.path("bytesCopied").asLong(),
        data.path("bytesTotal").asLong(),
        data.path("bytesPerSecond").asDouble(),
        data.path("etaSeconds").asLong());
  }

  public boolean ended() {
    return succeeded() || status.equals("FAILED") || status.equals("CANCELED");
  }

  public boolean succeeded() {
    return status.equals("SUCCESSFUL");
  }
}
