package dev.refloat.api;

import dev.refloat.estimate.Cost;
import dev.refloat.estimate.Estimate;
import dev.refloat.estimate.Requests;
import dev.refloat.platform.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run was expected to take, as the API shows it.
 *
 * @param requests by kind: those to S3 by their names, then items written to DynamoDB and requests
 *     that read from it, calls of functions, requests to KMS
 * @param learnedFromJobs jobs of this installation whose speed is in it
 */
record EstimateView(
    Map<String, Long> requests,
    long stateTransitions,
    long estimatedSeconds,
    Cost estimatedCost,
    long learnedFromJobs) {

  static EstimateView of(String json) {
    return of(Json.read(json, Estimate.class));
  }

  static EstimateView of(Estimate estimate) {
    return new EstimateView(
        requests(estimate.requests()),
        estimate.requests().stateTransitions(),
        Math.round(Math.ceil(estimate.seconds())),
        estimate.cost(),
        estimate.rates().jobs());
  }

  private static Map<String, Long> requests(Requests requests) {
    var kinds = new LinkedHashMap<String, Long>();
    requests.s3().forEach((kind, count) -> kinds.put(kind.text(), count));
    kinds.put("dynamoDbItemsWritten", requests.itemsWritten());
    kinds.put("dynamoDbReads", requests.dynamoReads());
    kinds.put(
        "lambdaInvocations",
        requests.invocations().values().stream().mapToLong(Long::longValue).sum());
    kinds.put("kms", requests.kms());
    return kinds;
  }
}
