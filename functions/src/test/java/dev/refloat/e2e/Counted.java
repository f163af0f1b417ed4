package dev.refloat.e2e;

import dev.refloat.estimate.S3Request;
import dev.refloat.testing.AwsCalls;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/**
 * What functions and Step Functions ask of AWS in one stack, as long as it is open; not what tells
 * others of jobs, not what lets callers in, and not what looks after jobs each minute.
 */
final class Counted implements AutoCloseable, Consumer<AwsCalls.Call> {
  private static final Set<String> NOT_OF_THE_RESTORE =
      Set.of("JobChangedFunction", "ExecutionEndedFunction", "AuthorizerFunction", "SweepFunction");

  private static final String PREFIX = "refloat-";

  private final Set<Integer> ports;
  private final Map<S3Request, LongAdder> s3 = new ConcurrentHashMap<>();
  private final LongAdder items = new LongAdder();
  private final LongAdder inTransactions = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder kms = new LongAdder();

  Counted(Stack stack) {
    var connection = stack.connection();
    this.ports =
        Set.of(
            URI.create(connection.s3Endpoint()).getPort(),
            URI.create(connection.dynamodbEndpoint()).getPort());
    AwsCalls.tellAll(this);
  }

  @Override
  public void close() {
    AwsCalls.tellNoMore(this);
  }

  /** Requests to S3, those of Step Functions included. */
  Map<S3Request, Long> s3() {
    return s3.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sum(), Long::sum, TreeMap::new));
  }

  /** Items that functions wrote, checks in transactions included. */
  long itemsWritten() {
    return items.sum();
  }

  long itemsInTransactions() {
    return inTransactions.sum();
  }

  /** Requests of functions that read from DynamoDB. */
  long dynamoReads() {
    return reads.sum();
  }

  long kms() {
    return kms.sum();
  }

  @Override
  public void accept(AwsCalls.Call call) {
    String function = call.function().isEmpty() ? "" : call.function().substring(PREFIX.length());
    if (NOT_OF_THE_RESTORE.contains(function) || isRepeated(call)) {
      return;
    }
    switch (call.request()) {
      case software.amazon.awssdk.services.s3.model.S3Request request -> {
        if (ports.contains(call.signed().port())) {
          s3.computeIfAbsent(kind(request), _ -> new LongAdder()).increment();
        }
      }
      case DynamoDbRequest request -> {
        if (!function.isEmpty() && ports.contains(call.signed().port())) {
          dynamo(request);
        }
      }
      case KmsRequest _ -> kms.increment();
      default -> {}
    }
  }

  /** By the SDK, when the server had closed a connection that nobody had used for a while. */
  private static boolean isRepeated(AwsCalls.Call call) {
    String attempt = call.signed().firstMatchingHeader("amz-sdk-request").orElse("attempt=1;");
    return !attempt.startsWith("attempt=1;");
  }

  /** Named as the request's class is. */
  private static S3Request kind(SdkRequest request) {
    String name = request.getClass().getSimpleName().replaceFirst("(V2)?Request$", "");
    return Arrays.stream(S3Request.values())
        .filter(kind -> kind.text().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Not a request of a restore: " + name));
  }

  private void dynamo(DynamoDbRequest request) {
    long written =
        switch (request) {
          case PutItemRequest _, UpdateItemRequest _, DeleteItemRequest _ -> 1;
          case TransactWriteItemsRequest all -> {
            inTransactions.add(all.transactItems().size());
            yield all.transactItems().size();
          }
          default -> 0;
        };
    if (written > 0) {
      items.add(written);
    } else {
      reads.increment();
    }
  }
}
