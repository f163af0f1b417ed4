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
 * others of jobs, not what lets callers in, not what looks after jobs each minute, and not a
 * request that broke off and was sent again.
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

  /** Sent again by who sent them: the server had closed a connection that lay idle. */
  private final Consumer<AwsCalls.Call> broken = this::subtract;

  Counted(Stack stack) {
    var connection = stack.connection();
    this.ports =
        Set.of(
            URI.create(connection.s3Endpoint()).getPort(),
            URI.create(connection.dynamodbEndpoint()).getPort());
    AwsCalls.tellAll(this, broken);
  }

  @Override
  public void close() {
    AwsCalls.tellNoMore(this);
    AwsCalls.tellNoMore(broken);
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
    if (!isRepeated(call)) {
      add(call, 1);
    }
  }

  private void subtract(AwsCalls.Call call) {
    add(call, -1);
  }

  private void add(AwsCalls.Call call, long times) {
    String function = call.function().isEmpty() ? "" : call.function().substring(PREFIX.length());
    if (NOT_OF_THE_RESTORE.contains(function)) {
      return;
    }
    switch (call.request()) {
      case software.amazon.awssdk.services.s3.model.S3Request request -> {
        if (ports.contains(call.signed().port())) {
          s3.computeIfAbsent(kind(request), _ -> new LongAdder()).add(times);
        }
      }
      case DynamoDbRequest request -> {
        if (!function.isEmpty() && ports.contains(call.signed().port())) {
          dynamo(request, times);
        }
      }
      case KmsRequest _ -> kms.add(times);
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

  private void dynamo(DynamoDbRequest request, long times) {
    long written =
        switch (request) {
          case PutItemRequest _, UpdateItemRequest _, DeleteItemRequest _ -> 1;
          case TransactWriteItemsRequest all -> {
            inTransactions.add(times * all.transactItems().size());
            yield all.transactItems().size();
          }
          default -> 0;
        };
    if (written > 0) {
      items.add(times * written);
    } else {
      reads.add(times);
    }
  }
}
