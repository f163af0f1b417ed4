package dev.refloat.job;

import dev.refloat.platform.Gzip;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the last steps of a job need of its plan and nobody else: bytes that only who wrote them
 * understands, in an item of their own that is written with the plan.
 */
public final class PlanDetail {
  /** Compressed bytes; DynamoDB takes 400 KB with the keys. */
  public static final int MAX_BYTES = 300_000;

  private static final String DETAIL = "PLANDETAIL";

  private final Table table;

  public PlanDetail(Table table) {
    this.table = table;
  }

  /**
   * Replaces that of an earlier run.
   *
   * @return empty where it is larger than {@link #MAX_BYTES}
   */
  public Optional<Write> put(String jobId, byte[] detail, Instant now) {
    byte[] compressed = Gzip.compress(detail);
    if (compressed.length > MAX_BYTES) {
      return Optional.empty();
    }
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(compressed));
    return Optional.of(
        Write.put(
            table,
            Item.key(JobStore.partition(jobId), DETAIL)
                .with("detail", bytes)
                .with("expiresAt", JobStore.expiry(now))));
  }

  /** Empty for a plan that was written before there was any. */
  public Optional<byte[]> find(String jobId) {
    return table
        .find(JobStore.partition(jobId), DETAIL)
        .map(item -> Gzip.expand(item.bytes("detail")));
  }
}
