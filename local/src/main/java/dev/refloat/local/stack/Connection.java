package dev.refloat.local.stack;

/**
 * Where a running stack is and how to get in. Holds secrets: never log it.
 *
 * @param s3Endpoint path-style access only
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
    String projectId) {

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
