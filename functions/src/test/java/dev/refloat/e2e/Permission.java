package dev.refloat.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.TaggingDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/**
 * An IAM action on a resource.
 *
 * @param resource its ARN, of DynamoDB and KMS without all that is in front of the name
 */
record Permission(String action, String resource) {

  /**
   * What AWS demands of the caller of a request.
   *
   * @throws IllegalArgumentException for a request that is not known here
   */
  static List<Permission> of(SdkRequest request) {
    return switch (request) {
      case GetItemRequest r -> table("GetItem", r.tableName());
      case PutItemRequest r -> table("PutItem", r.tableName());
      case UpdateItemRequest r -> table("UpdateItem", r.tableName());
      case DeleteItemRequest r -> table("DeleteItem", r.tableName());
      case QueryRequest r ->
          table(
              "Query",
              r.indexName() == null ? r.tableName() : r.tableName() + "/index/" + r.indexName());
      case BatchGetItemRequest r -> tables("BatchGetItem", r.requestItems().keySet());
      case BatchWriteItemRequest r -> tables("BatchWriteItem", r.requestItems().keySet());
      case TransactWriteItemsRequest r ->
          r.transactItems().stream().flatMap(Permission::inTransaction).toList();
      // AWS asks for it on the machine, whichever version or alias of it is started.
      case StartExecutionRequest r ->
          one(
              "states:StartExecution",
              r.stateMachineArn().replaceFirst("(:stateMachine:[^:]+):.*$", "$1"));
      case StopExecutionRequest r -> one("states:StopExecution", r.executionArn());
      case DescribeExecutionRequest r -> one("states:DescribeExecution", r.executionArn());
      case PutEventsRequest r ->
          r.entries().stream()
              .map(PutEventsRequestEntry::eventBusName)
              .flatMap(bus -> one("events:PutEvents", bus).stream())
              .toList();
      case GenerateMacRequest r -> one("kms:GenerateMac", "key/" + r.keyId());
      case GetSecretValueRequest r -> one("secretsmanager:GetSecretValue", r.secretId());
      default -> ofS3(request);
    };
  }

  private static List<Permission> ofS3(SdkRequest request) {
    return switch (request) {
      case ListObjectsV2Request r -> one("s3:ListBucket", bucket(r.bucket()));
      case ListMultipartUploadsRequest r ->
          one("s3:ListBucketMultipartUploads", bucket(r.bucket()));
      case GetObjectRequest r -> object("GetObject", r.bucket(), r.key());
      case HeadObjectRequest r -> object("GetObject", r.bucket(), r.key());
      case PutObjectRequest r -> object("PutObject", r.bucket(), r.key());
      case CreateMultipartUploadRequest r -> object("PutObject", r.bucket(), r.key());
      case UploadPartRequest r -> object("PutObject", r.bucket(), r.key());
      case CompleteMultipartUploadRequest r -> object("PutObject", r.bucket(), r.key());
      case AbortMultipartUploadRequest r -> object("AbortMultipartUpload", r.bucket(), r.key());
      case ListPartsRequest r -> object("ListMultipartUploadParts", r.bucket(), r.key());
      case DeleteObjectRequest r -> object("DeleteObject", r.bucket(), r.key());
      case DeleteObjectsRequest r ->
          r.delete().objects().stream()
              .flatMap(object -> object("DeleteObject", r.bucket(), object.key()).stream())
              .toList();
      case UploadPartCopyRequest r -> {
        var needed = new ArrayList<>(source("GetObject", r));
        needed.addAll(object("PutObject", r.destinationBucket(), r.destinationKey()));
        yield needed;
      }
      case CopyObjectRequest r -> copy(r);
      default ->
          throw new IllegalArgumentException("No permission is known of " + request.getClass());
    };
  }

  /** Without a directive S3 copies the tags. */
  private static List<Permission> copy(CopyObjectRequest r) {
    var needed = new ArrayList<>(source("GetObject", r));
    needed.addAll(object("PutObject", r.destinationBucket(), r.destinationKey()));
    if (r.taggingDirective() != TaggingDirective.REPLACE) {
      needed.addAll(source("GetObjectTagging", r));
      needed.addAll(object("PutObjectTagging", r.destinationBucket(), r.destinationKey()));
    }
    return needed;
  }

  private static Stream<Permission> inTransaction(TransactWriteItem item) {
    if (item.put() != null) {
      return table("PutItem", item.put().tableName()).stream();
    }
    if (item.update() != null) {
      return table("UpdateItem", item.update().tableName()).stream();
    }
    return item.delete() != null
        ? table("DeleteItem", item.delete().tableName()).stream()
        : table("ConditionCheckItem", item.conditionCheck().tableName()).stream();
  }

  private static List<Permission> one(String action, String resource) {
    return List.of(new Permission(action, resource));
  }

  private static List<Permission> tables(String action, Set<String> names) {
    return names.stream().flatMap(name -> table(action, name).stream()).toList();
  }

  private static List<Permission> table(String action, String path) {
    return one("dynamodb:" + action, "table/" + path);
  }

  private static String bucket(String name) {
    return "arn:aws:s3:::" + name;
  }

  /** On its way the SDK makes one escaped text of bucket and key. */
  private static List<Permission> source(String action, SdkRequest copy) {
    String bucketAndKey = copy.getValueForField("CopySource", String.class).orElseThrow();
    return one("s3:" + action, bucket(URLDecoder.decode(bucketAndKey, UTF_8)));
  }

  private static List<Permission> object(String action, String bucket, String key) {
    return one("s3:" + action, bucket(bucket) + "/" + key);
  }
}
