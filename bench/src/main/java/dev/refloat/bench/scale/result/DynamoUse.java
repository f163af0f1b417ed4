package dev.refloat.bench.scale.result;

import dev.refloat.bench.scale.Prices;
import dev.refloat.bench.scale.dynamodb.DynamoService;

/**
 * What a restore asked of DynamoDB.
 *
 * @param writes write units
 * @param reads read units
 * @param refused requests that were more than their key takes
 * @param conflicts transactions that met another
 * @param hottestKey write units of one partition key in a second, at most
 */
public record DynamoUse(long writes, long reads, long refused, long conflicts, long hottestKey) {
  public static DynamoUse of(DynamoService dynamoDb) {
    return new DynamoUse(
        dynamoDb.writes(),
        dynamoDb.reads(),
        dynamoDb.refused(),
        dynamoDb.conflicts(),
        dynamoDb.peak());
  }

  double cost() {
    return writes * Prices.DYNAMODB_WRITE + reads * Prices.DYNAMODB_READ;
  }
}
