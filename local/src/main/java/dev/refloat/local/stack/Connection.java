package dev.refloat.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a running stack is and how to get in. Holds secrets: never log it.
 *
 * @param s3Endpoint path-style access only
 * @param consoleUrl null where no console is served
 */
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
    String projectId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String consoleUrl) {

  /** Without the secrets. */
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
