package dev.refloat.bench.count;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counts each request that a client of the SDK sends, repeated ones too. The SDK finds this class
 * by a file of the class path; who calls stands in the request's User-Agent, as in CloudTrail.
 *
 * <p>It is loaded once for the functions, as a layer of theirs, and once for everything else in
 * this JVM, and counts apart in each. What is asked through {@link Supplier} is therefore made of
 * the JDK's types alone.
 */
public final class AwsCalls implements ExecutionInterceptor, Supplier<Map<String, Long>> {
  static final String SEPARATOR = "|";

  private static final Pattern FUNCTION = Pattern.compile("\\bapp/(\\S+)");
  private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

  /** By User-Agent, of which a client has one or two: searching it anew would slow the copies. */
  private static final Map<String, String> CALLERS = new ConcurrentHashMap<>();

  /** What was counted so far, by the text of a {@link Call}. */
  @Override
  public Map<String, Long> get() {
    Map<String, Long> counts = new HashMap<>();
    COUNTS.forEach((call, count) -> counts.put(call, count.sum()));
    return counts;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String caller =
        CALLERS.computeIfAbsent(
            context.httpRequest().firstMatchingHeader("User-Agent").orElse(""), AwsCalls::caller);
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    String call = String.join(SEPARATOR, caller, service, operation, bucket(context.request()));
    COUNTS.computeIfAbsent(call, _ -> new LongAdder()).increment();
    long items = itemsWritten(context.request());
    if (items > 0) {
      String written = String.join(SEPARATOR, caller, service, Call.ITEMS_WRITTEN, "");
      COUNTS.computeIfAbsent(written, _ -> new LongAdder()).add(items);
    }
  }

  private static String caller(String userAgent) {
    Matcher agent = FUNCTION.matcher(userAgent);
    return agent.find() ? agent.group(1) : "";
  }

  /** The one that is written, of a copy. */
  private static String bucket(SdkRequest request) {
    return Stream.of("DestinationBucket", "Bucket")
        .flatMap(field -> request.getValueForField(field, String.class).stream())
        .findFirst()
        .orElse("");
  }

  /** A check in a transaction is paid for like a write, so it counts as one. */
  private static long itemsWritten(SdkRequest request) {
    return switch (request) {
      case PutItemRequest _, UpdateItemRequest _, DeleteItemRequest _ -> 1;
      case TransactWriteItemsRequest all -> all.transactItems().size();
      case BatchWriteItemRequest all ->
          all.requestItems().values().stream().mapToLong(java.util.List::size).sum();
      default -> 0;
    };
  }
}
