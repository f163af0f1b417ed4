package dev.refloat.cluster;

import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The collections of each cluster.
 *
 * <p>Two kinds of items. A row {@code COLLECTION#{id}} holds a collection and is written before any
 * file is copied. A name {@code NAME#{db}/{collection}} points to the row that readers see ({@code
 * current}) and to the one being restored ({@code pending}). What {@code current} points to is
 * visible and nothing else is, so one conditional write of the name makes a collection appear,
 * whole.
 */
public final class Catalogue {
  /** A row may hold this much compressed detail; DynamoDB's limit is 400 KB for the whole item. */
  static final int DETAIL_LIMIT = 300_000;

  private static final String ROW = "COLLECTION#";
  private static final String NAME = "NAME#";

  private final Table table;
  private final S3Client s3;
  private final String dataBucket;

  public Catalogue(Table table, S3Client s3, String dataBucket) {
    this.table = table;
    this.s3 = s3;
    this.dataBucket = dataBucket;
  }

  /**
   * Writes the row of a collection that nobody sees yet. Its manifest, where it needs one, is
   * written before it. Doing it again changes nothing.
   */
  public void prepare(CatalogueEntry entry) {
    byte[] detail = compress(Json.bytes(entry));
    Item row =
        Item.key(ClusterStore.partition(entry.clusterId()), ROW + entry.collectionId())
            .with("dbName", entry.dbName())
            .with("collectionName", entry.collectionName());
    if (detail.length <= DETAIL_LIMIT) {
      row = row.with("detail", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(detail)));
    } else {
      String key = DataLayout.manifest(entry.clusterId(), entry.collectionId());
      s3.putObject(r -> r.bucket(dataBucket).key(key), RequestBody.fromBytes(detail));
      row = row.with("manifest", key);
    }
    table.write(Write.put(table, row));
    table.write(
        Write.put(
            table,
            Item.key(ClusterStore.partition(entry.clusterId()), "DATABASE#" + entry.dbName())));
  }

  /**
   * Reserves the name for a collection being restored; fails where the name is taken by another
   * one.
   */
  public Write reserve(CatalogueEntry entry) {
    return name(entry.clusterId(), entry.dbName(), entry.collectionName())
        .set("pending", entry.collectionId())
        .ifAbsent("current")
        .ifAbsentOrEquals("pending", entry.collectionId());
  }

  public boolean reserveNow(CatalogueEntry entry) {
    return table.write(reserve(entry));
  }

  /** Makes the collection visible; fails where the name is no longer reserved for it. */
  public Write commit(String clusterId, String dbName, String name, String collectionId) {
    return name(clusterId, dbName, name)
        .set("current", collectionId)
        .remove("pending")
        .ifEquals("pending", collectionId);
  }

  /**
   * Frees the reserved name. Nothing happens where the collection is visible or the name another's.
   */
  public void release(String clusterId, String dbName, String name, String collectionId) {
    boolean wasNew =
        table.write(
            Write.delete(table, ClusterStore.partition(clusterId), NAME + dbName + "/" + name)
                .ifEquals("pending", collectionId)
                .ifAbsent("current"));
    if (!wasNew) {
      table.write(
          name(clusterId, dbName, name).remove("pending").ifEquals("pending", collectionId));
    }
  }

  /** Removes the row and the manifest of a collection that is not visible. */
  public void drop(String clusterId, String collectionId) {
    s3.deleteObject(r -> r.bucket(dataBucket).key(DataLayout.manifest(clusterId, collectionId)));
    table.write(Write.delete(table, ClusterStore.partition(clusterId), ROW + collectionId));
  }

  public Optional<String> current(String clusterId, String dbName, String name) {
    return table
        .find(ClusterStore.partition(clusterId), NAME + dbName + "/" + name)
        .flatMap(item -> item.findText("current"));
  }

  /** The visible collections of a cluster, by database and name. */
  public List<CatalogueEntry> list(String clusterId) {
    String partition = ClusterStore.partition(clusterId);
    // Names first: a collection that becomes visible after this read is not in the answer, one that
    // was visible is.
    List<Item> names = table.query(partition, NAME);
    Map<String, Item> rows =
        table.query(partition, ROW).stream()
            .collect(Collectors.toMap(row -> row.text("sk"), Function.identity()));
    var entries = new ArrayList<CatalogueEntry>();
    for (Item name : names) {
      name.findText("current")
          .map(id -> rows.get(ROW + id))
          .map(this::entry)
          .ifPresent(entries::add);
    }
    return entries;
  }

  private Write name(String clusterId, String dbName, String name) {
    return Write.update(table, ClusterStore.partition(clusterId), NAME + dbName + "/" + name);
  }

  private CatalogueEntry entry(Item row) {
    byte[] detail =
        row.findText("manifest")
            .map(key -> s3.getObjectAsBytes(r -> r.bucket(dataBucket).key(key)).asByteArray())
            .orElseGet(() -> row.bytes("detail"));
    return Json.read(expand(detail), CatalogueEntry.class);
  }

  private static byte[] compress(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] expand(byte[] compressed) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
