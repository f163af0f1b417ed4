package dev.refloat.local.template;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The resource types that the local stack runs; the rest is on a list of what has no meaning in one
 * JVM, or refused.
 */
enum ResourceType {
  FUNCTION("AWS::Serverless::Function"),
  HTTP_API("AWS::Serverless::HttpApi"),
  STATE_MACHINE("AWS::Serverless::StateMachine"),
  TABLE("AWS::DynamoDB::Table"),
  BUCKET("AWS::S3::Bucket"),
  MAC_KEY("AWS::KMS::Key"),
  SECRET("AWS::SecretsManager::Secret"),
  QUEUE("AWS::SQS::Queue"),
  CUSTOM("AWS::CloudFormation::CustomResource"),
  RULE("AWS::Events::Rule");

  /** Who may do what, who looks on and who is told: nothing that changes what a restore does. */
  private static final Set<String> WITHOUT_LOCAL_MEANING =
      Set.of(
          "AWS::ApiGatewayV2::ApiMapping",
          "AWS::ApiGatewayV2::DomainName",
          "AWS::Budgets::Budget",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::CompositeAlarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::IAM::RolePolicy",
          "AWS::KMS::Alias",
          "AWS::Lambda::Alias",
          "AWS::Lambda::Permission",
          "AWS::Logs::LogGroup",
          "AWS::Logs::MetricFilter",
          "AWS::Logs::ResourcePolicy",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::WAFv2::WebACL",
          "AWS::WAFv2::WebACLAssociation");

  private final String awsName;

  ResourceType(String awsName) {
    this.awsName = awsName;
  }

  /**
   * @return empty for a type that has no meaning locally
   * @throws TemplateException for a type that is neither run nor known to have no meaning
   */
  static Optional<ResourceType> of(String awsName, String path) {
    Optional<ResourceType> type =
        Arrays.stream(values()).filter(t -> t.awsName.equals(awsName)).findFirst();
    if (type.isEmpty() && !WITHOUT_LOCAL_MEANING.contains(awsName)) {
      throw new TemplateException(path + ".Type", "the local stack does not run " + awsName);
    }
    return type;
  }
}
