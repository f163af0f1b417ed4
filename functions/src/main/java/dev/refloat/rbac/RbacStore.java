package dev.refloat.rbac;

import dev.refloat.platform.Gzip;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Users and roles of each cluster: one compressed item {@code CLUSTER#{id}} / {@code RBAC}, so that
 * a restore makes all of them appear with one write, or none.
 */
public final class RbacStore {
  /**
   * Compressed bytes of one item; DynamoDB takes 400 KB. Some 5,000 users, of which hardly more
   * than the hashes take room; Milvus takes 100 of them unless it is told otherwise.
   */
  static final int LIMIT = 380_000;

  private static final String RBAC = "RBAC";
  private static final String REVISION = "revision";

  private final Table table;

  public RbacStore(Table table) {
    this.table = table;
  }

  /**
   * What a cluster has.
   *
   * @param revision 0 where nothing was written yet
   */
  public record Stored(Rbac rbac, long revision) {
    static final Stored NOTHING = new Stored(Rbac.NONE, 0);
  }

  public Stored find(String clusterId) {
    return table
        .find(partition(clusterId), RBAC)
        .map(item -> new Stored(read(item), item.number(REVISION)))
        .orElse(Stored.NOTHING);
  }

  private static Rbac read(Item item) {
    return Json.read(Gzip.expand(item.bytes("detail")), Rbac.class);
  }

  /** Takes the place of what was found; fails where it was changed since. */
  public Write replace(String clusterId, Stored found, byte[] packed) {
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(packed));
    Write write =
        Write.update(table, partition(clusterId), RBAC)
            .set("detail", bytes)
            .set(REVISION, found.revision() + 1);
    return found.revision() == 0
        ? write.ifAbsent(REVISION)
        : write.ifEquals(REVISION, found.revision());
  }

  /** Of a cluster that goes away. */
  public Write remove(String clusterId) {
    return Write.delete(table, partition(clusterId), RBAC);
  }

  /** What an item holds of users and roles; empty where that is more than an item takes. */
  public static Optional<byte[]> pack(Record rbac) {
    return Optional.of(Gzip.compress(Json.bytes(rbac))).filter(bytes -> bytes.length <= LIMIT);
  }

  private static String partition(String clusterId) {
    return "CLUSTER#" + clusterId;
  }
}
