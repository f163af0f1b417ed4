package dev.refloat.cluster;

import dev.refloat.platform.Gzip;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The collections of each cluster, a row {@code COLLECTION#{id}} each. A row is written before any
 * file is copied; whether readers see it is decided by {@link CollectionNames}.
 */
public final class Catalogue {
  /**
   * Compressed detail that a row may hold, in bytes. DynamoDB would take a hundred times as much,
   * but all rows of a cluster have one partition key, which takes 1,000 KB a second; and a KB that
   * is written in a transaction costs half of what a PUT does.
   */
  static final int DETAIL_LIMIT = 3_000;

  static final String ROW = "COLLECTION#";
  private static final String MANIFEST = "manifest";
  private static final String INSERT_LOGS = "insertLogs";
  private static final String DELTA_LOGS = "deltaLogs";

  private static final int MANIFESTS_AT_ONCE = 16;

  /** Each is repeated only because a collection was replaced during it. */
  private static final int READS = 10;

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

  /** How many files a collection has, by the prefixes they are under. */
  public record Files(long insertLogs, long deltaLogs) {}

  /** What there is of a collection: files and, where it has one, a manifest. */
  public record Stored(Files files, boolean hasManifest) {}

  /**
   * Writes a row, after the manifest in the data bucket where it needs one. Doing it again changes
   * nothing.
   */
  public void put(CatalogueEntry entry, Files files) {
    byte[] detail = detail(entry);
    table.write(fits(detail) ? row(entry, files, detail) : manifestAndRow(entry, files, detail));
  }

  /**
   * The write of a row, to be made with others; empty where the entry needs a manifest, which has
   * to be there first.
   */
  public Optional<Write> row(CatalogueEntry entry, Files files) {
    byte[] detail = detail(entry);
    return fits(detail) ? Optional.of(row(entry, files, detail)) : Optional.empty();
  }

  private static byte[] detail(CatalogueEntry entry) {
    return Gzip.compress(Json.bytes(entry));
  }

  private boolean fits(byte[] detail) {
    return detail.length <= detailLimit;
  }

  private Write row(CatalogueEntry entry, Files files, byte[] detail) {
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(detail));
    return Write.put(table, withFiles(entry, files).with("detail", bytes));
  }

  private Write manifestAndRow(CatalogueEntry entry, Files files, byte[] detail) {
    String key = DataLayout.manifest(entry.clusterId(), entry.collectionId());
    s3.putObject(r -> r.bucket(dataBucket).key(key), RequestBody.fromBytes(detail));
    return Write.put(table, withFiles(entry, files).with(MANIFEST, key));
  }

  private static Item withFiles(CatalogueEntry entry, Files files) {
    return key(entry.clusterId(), entry.collectionId())
        .with(INSERT_LOGS, files.insertLogs())
        .with(DELTA_LOGS, files.deltaLogs());
  }

  private static Item key(String clusterId, String collectionId) {
    return Item.key(ClusterStore.partition(clusterId), ROW + collectionId);
  }

  /** What removing each of the collections will take, by id; one without a row is absent. */
  public Map<String, Stored> stored(String clusterId, Collection<String> collectionIds) {
    List<Item> keys = collectionIds.stream().map(id -> key(clusterId, id)).toList();
    return table.findAll(keys).stream()
        .collect(
            Collectors.toMap(
                row -> row.text("sk").substring(ROW.length()),
                row ->
                    new Stored(
                        new Files(row.count(INSERT_LOGS), row.count(DELTA_LOGS)),
                        row.has(MANIFEST))));
  }

  /**
   * Removes a row, after its manifest. Who was to write a row may have died when it had written the
   * manifest: where there is no row, there may be one.
   */
  public void drop(String clusterId, String collectionId) {
    Optional<Item> row = table.find(ClusterStore.partition(clusterId), ROW + collectionId);
    if (row.isEmpty() || row.get().has(MANIFEST)) {
      String key = DataLayout.manifest(clusterId, collectionId);
      s3.deleteObject(r -> r.bucket(dataBucket).key(key));
    }
    table.write(Write.delete(table, ClusterStore.partition(clusterId), ROW + collectionId));
  }

  /**
   * The visible collections of a cluster, by database and name.
   *
   * <p>Names are read before rows. Where a collection was replaced and its row removed in between,
   * all is read again: its name points to the new one by then.
   */
  public List<CatalogueEntry> list(String clusterId) {
    for (int attempt = 0; attempt < READS; attempt++) {
      Optional<List<CatalogueEntry>> whole = read(clusterId);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    throw new IllegalStateException("A visible collection has no row");
  }

  /** Empty where a visible collection is no longer what it was when the names were read. */
  private Optional<List<CatalogueEntry>> read(String clusterId) {
    List<String> visible = names.visible(clusterId);
    Map<String, Item> rows =
        table.query(ClusterStore.partition(clusterId), ROW).stream()
            .collect(Collectors.toMap(row -> row.text("sk"), Function.identity()));
    List<Optional<CatalogueEntry>> entries =
        entries(visible.stream().map(id -> Optional.ofNullable(rows.get(ROW + id))).toList());
    return entries.stream().allMatch(Optional::isPresent)
        ? Optional.of(entries.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  private List<Optional<CatalogueEntry>> entries(List<Optional<Item>> rows) {
    try (var threads =
        Executors.newFixedThreadPool(MANIFESTS_AT_ONCE, Thread.ofVirtual().factory())) {
      return rows.stream()
          .map(row -> CompletableFuture.supplyAsync(() -> row.flatMap(this::entry), threads))
          .toList()
          .stream()
          .map(Catalogue::joined)
          .toList();
    }
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Optional<CatalogueEntry> entry(Item row) {
    try {
      byte[] detail =
          row.findText(MANIFEST)
              .map(key -> s3.getObjectAsBytes(r -> r.bucket(dataBucket).key(key)).asByteArray())
              .orElseGet(() -> row.bytes("detail"));
      return Optional.of(Json.read(Gzip.expand(detail), CatalogueEntry.class));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
