package dev.refloat.job;

import dev.refloat.platform.Gzip;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Bytes of a job that can be more than an item holds: compressed and cut into items {@code
 * {name}#0}, {@code {name}#1} and so on, which are written in one transaction with what they belong
 * to.
 */
final class Slices {
  /** Bytes of one item; DynamoDB takes 400 KB with the keys. */
  static final int SLICE = 300_000;

  /** Their text order is their order, and a transaction takes 4 MB. */
  static final int MOST = 10;

  private final Table table;
  private final String prefix;

  Slices(Table table, String name) {
    this.table = table;
    this.prefix = name + "#";
  }

  /**
   * The writes of all of them.
   *
   * @return empty where they would be more than {@value #MOST}
   */
  Optional<List<Write>> put(String jobId, byte[] content, Instant now) {
    byte[] compressed = Gzip.compress(content);
    if (compressed.length > MOST * SLICE) {
      return Optional.empty();
    }
    var writes = new ArrayList<Write>();
    for (int from = 0; from < compressed.length; from += SLICE) {
      byte[] slice =
          Arrays.copyOfRange(compressed, from, Math.min(from + SLICE, compressed.length));
      writes.add(
          Write.put(
              table,
              Item.key(JobStore.partition(jobId), prefix + writes.size())
                  .with("slice", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(slice)))
                  .with("expiresAt", JobStore.expiry(now))));
    }
    return Optional.of(writes);
  }

  /** Empty where there are none. */
  Optional<byte[]> find(String jobId) {
    var compressed = new ByteArrayOutputStream();
    table
        .query(JobStore.partition(jobId), prefix)
        .forEach(item -> compressed.writeBytes(item.bytes("slice")));
    return compressed.size() == 0
        ? Optional.empty()
        : Optional.of(Gzip.expand(compressed.toByteArray()));
  }
}
