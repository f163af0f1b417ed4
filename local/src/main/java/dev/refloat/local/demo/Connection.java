package dev.refloat.local.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/** Where a running stack is reached, and the keys to it: the content of {@code connection.json}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Connection(
    String apiUrl,
    String apiKey,
    String s3Endpoint,
    String s3AccessKey,
    String s3SecretKey,
    String region,
    String backupBucket,
    String dataBucket,
    String dynamodbEndpoint,
    String stepFunctionsEndpoint,
    String projectId) {
  public Connection {
    Objects.requireNonNull(apiUrl, "apiUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(s3Endpoint, "s3Endpoint");
    Objects.requireNonNull(backupBucket, "backupBucket");
    Objects.requireNonNull(dataBucket, "dataBucket");
    Objects.requireNonNull(projectId, "projectId");
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Connection[apiUrl="
        + apiUrl
        + ", s3Endpoint="
        + s3Endpoint
        + ", projectId="
        + projectId
        + "]";
  }
}
