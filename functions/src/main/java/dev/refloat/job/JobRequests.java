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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What was asked of each job, as bytes that only who wrote them understands. A request can be
 * larger than an item, so it is compressed and cut into items {@code REQUEST#0}, {@code REQUEST#1}
 * and so on, all written in the transaction that creates the job.
 */
public final class JobRequests {
  /** Bytes of one item; DynamoDB takes 400 KB with the keys. */
  static final int SLICE = 300_000;

  private static final String REQUEST = "REQUEST#";

  private final Table table;

  public JobRequests(Table table) {
    this.table = table;
  }

  public List<Write> create(String jobId, byte[] request, Instant now) {
    byte[] compressed = Gzip.compress(request);
    var writes = new ArrayList<Write>();
    for (int from = 0; from < compressed.length; from += SLICE) {
      byte[] slice =
          Arrays.copyOfRange(compressed, from, Math.min(from + SLICE, compressed.length));
      writes.add(
          Write.put(
                  table,
                  Item.key(JobStore.partition(jobId), REQUEST + writes.size())
                      .with("slice", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(slice)))
                      .with("expiresAt", JobStore.expiry(now)))
              .ifAbsent());
    }
    return writes;
  }

  public byte[] read(String jobId) {
    var compressed = new ByteArrayOutputStream();
    // A body has at most 1 MiB, so there are fewer than ten and their text order is their order.
    table
        .query(JobStore.partition(jobId), REQUEST)
        .forEach(item -> compressed.writeBytes(item.bytes("slice")));
    if (compressed.size() == 0) {
      throw new IllegalStateException("The job has no request");
    }
    return Gzip.expand(compressed.toByteArray());
  }
}
