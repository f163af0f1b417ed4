package dev.refloat.cluster;

import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The collections of each cluster, a row {@code COLLECTION#{id}} each. A row is written before any
 * file is copied; whether readers see it is decided by {@link CollectionNames}.
 */
public final class Catalogue {
  /**
   * Compressed detail that a row may hold, in bytes; DynamoDB's limit for the whole item is 400 KB.
   */
  static final int DETAIL_LIMIT = 300_000;

  private static final String ROW = "COLLECTION#";

  private final Table table;
  private final CollectionNames names;
  private final S3Client s3;
  private final String dataBucket;
  private final int detailLimit;

  public Catalogue(Table table, S3Client s3, String dataBucket) {
    this(table, s3, dataBucket, DETAIL_LIMIT);
  }

  Catalogue(Table table, S3Client s3, String dataBucket, int detailLimit) {
    this.table = table;
    this.names = new CollectionNames(table);
    this.s3 = s3;
    this.dataBucket = dataBucket;
    this.detailLimit = detailLimit;
  }

  /**
   * Writes a row, after the manifest in the data bucket where it needs one. Doing it again changes
   * nothing.
   */
  public void put(CatalogueEntry entry) {
    byte[] detail = compress(Json.bytes(entry));
    Item row = Item.key(ClusterStore.partition(entry.clusterId()), ROW + entry.collectionId());
    if (detail.length <= detailLimit) {
      row = row.with("detail", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(detail)));
    } else {
      String key = DataLayout.manifest(entry.clusterId(), entry.collectionId());
      s3.putObject(r -> r.bucket(dataBucket).key(key), RequestBody.fromBytes(detail));
      row = row.with("manifest", key);
    }
    table.write(Write.put(table, row));
  }

  /** Removes a row, after its manifest. */
  public void drop(String clusterId, String collectionId) {
    Optional<Item> row = table.find(ClusterStore.partition(clusterId), ROW + collectionId);
    row.flatMap(item -> item.findText("manifest"))
        .ifPresent(key -> s3.deleteObject(r -> r.bucket(dataBucket).key(key)));
    table.write(Write.delete(table, ClusterStore.partition(clusterId), ROW + collectionId));
  }

  /**
   * The visible collections of a cluster, by database and name.
   *
   * <p>Names are read before rows: what was visible when the names were read has its row.
   */
  public List<CatalogueEntry> list(String clusterId) {
    List<String> visible = names.visible(clusterId);
    Map<String, Item> rows =
        table.query(ClusterStore.partition(clusterId), ROW).stream()
            .collect(Collectors.toMap(row -> row.text("sk"), Function.identity()));
    return visible.stream()
        .map(id -> Optional.ofNullable(rows.get(ROW + id)))
        .flatMap(Optional::stream)
        .map(this::entry)
        .toList();
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
