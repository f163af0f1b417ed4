package dev.refloat.bench.scale.result;

import dev.refloat.bench.scale.Prices;
import dev.refloat.bench.scale.Scenario;

/**
 * What one restore took.
 *
 * @param millis from the start of the execution to its end
 * @param copiesInFlight that one call may have
 */
public record Seen(
    Scenario scenario,
    long millis,
    S3Use s3,
    DynamoUse dynamoDb,
    LambdaUse lambda,
    int copiesInFlight,
    History history) {

  public double seconds() {
    return millis / 1000.0;
  }

  public double stepFunctionsCost() {
    return history.transitions() * Prices.TRANSITION;
  }

  /** Dollars. */
  public double cost() {
    return s3.cost() + stepFunctionsCost() + lambda.cost() + dynamoDb.cost();
  }
}
