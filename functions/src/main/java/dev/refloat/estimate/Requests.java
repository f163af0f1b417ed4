package dev.refloat.estimate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a restore asks something of AWS, where nothing is repeated.
 *
 * @param s3 by kind, those of Step Functions included
 * @param stateTransitions states that are entered and executions that are started, those of
 *     collections and batches included
 * @param invocations of functions, by name
 * @param itemsWritten in DynamoDB; each write and each check of a transaction counts
 * @param itemsInTransactions those of them, which cost twice
 * @param dynamoReads requests that read from DynamoDB, at least: calls that copy for longer than a
 *     second look each second whether they still may
 * @param kms requests to KMS
 */
public record Requests(
    Map<S3Request, Long> s3,
    long stateTransitions,
    Map<String, Long> invocations,
    long itemsWritten,
    long itemsInTransactions,
    long dynamoReads,
    long kms) {
  public Requests {
    var ordered = new EnumMap<S3Request, Long>(S3Request.class);
    ordered.putAll(s3);
    s3 = Collections.unmodifiableMap(ordered);
    invocations = Collections.unmodifiableMap(new TreeMap<>(invocations));
  }

  public long s3(S3Request kind) {
    return s3.getOrDefault(kind, 0L);
  }

  /** All requests to S3 of one price. */
  public long s3(S3Request.Price price) {
    return s3.entrySet().stream()
        .filter(entry -> entry.getKey().price() == price)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
