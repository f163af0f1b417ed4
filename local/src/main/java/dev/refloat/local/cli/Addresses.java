package dev.refloat.local.cli;

import dev.refloat.local.stack.Connection;

/** What a person needs to use a running stack. */
final class Addresses {
  private Addresses() {}

  static String of(Connection connection) {
    return """
          API            %s
          Console        %s
          API key        %s
          Project        %s
          S3             %s (path style, region %s)
          S3 access key  %s
          S3 secret key  %s
          Backup bucket  %s
          Data bucket    %s
          DynamoDB       %s
          Step Functions %s

        Try it:
          curl -H 'Authorization: Bearer %s' %s/v2/projects
        """
        .formatted(
            connection.apiUrl(),
            console(connection),
            connection.apiKey(),
            connection.projectId(),
            connection.s3Endpoint(),
            connection.region(),
            connection.s3AccessKey(),
            connection.s3SecretKey(),
            connection.backupBucket(),
            connection.dataBucket(),
            connection.dynamodbEndpoint(),
            connection.stepFunctionsEndpoint(),
            connection.apiKey(),
            connection.apiUrl());
  }

  private static String console(Connection connection) {
    String url = connection.consoleUrl();
    return url == null
        ? "not built: build/build-console builds it, which needs Node 20 and npm"
        : url + " (sign in with the API key)";
  }
}
