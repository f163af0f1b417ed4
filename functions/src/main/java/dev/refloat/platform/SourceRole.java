package dev.refloat.platform;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The role that may read the backup bucket, assumed when the first request needs it. Its keys hold
 * an hour, the most that AWS gives to who is in a role already, and are taken anew by the request
 * that finds them about to expire: a function's environment outlives them.
 */
final class SourceRole {
  /** Of a session name, by STS. */
  private static final int MAX_NAME = 64;

  private SourceRole() {}

  static AwsCredentialsProvider assume(StsClient sts, Settings settings) {
    var request =
        AssumeRoleRequest.builder()
            .roleArn(settings.sourceRoleArn().orElseThrow())
            .roleSessionName(sessionName(settings));
    settings.find("SOURCE_ROLE_EXTERNAL_ID").ifPresent(request::externalId);
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(request.build())
        .build();
  }

  /** What CloudTrail in the account of the bucket shows: which function of ours it was. */
  private static String sessionName(Settings settings) {
    String name = settings.find("AWS_LAMBDA_FUNCTION_NAME").orElse("refloat");
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
