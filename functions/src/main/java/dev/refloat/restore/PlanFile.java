package dev.refloat.restore;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.platform.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes and reads the files of a plan that hold no objects: the list of collections and their
 * catalogue entries.
 */
public final class PlanFile {
  static final String COLLECTIONS = "collections.jsonl";

  private final S3Client s3;
  private final String workBucket;

  public PlanFile(S3Client s3, String workBucket) {
    this.s3 = s3;
    this.workBucket = workBucket;
  }

  public CatalogueEntry entry(PlannedCollection plan) {
    byte[] json =
        s3.getObjectAsBytes(r -> r.bucket(plan.bucket()).key(plan.entryKey())).asByteArray();
    return Json.read(json, CatalogueEntry.class);
  }

  List<PlannedCollection> collections(String prefix) {
    return s3.getObjectAsBytes(r -> r.bucket(workBucket).key(prefix + COLLECTIONS))
        .asUtf8String()
        .lines()
        .map(line -> Json.read(line, PlannedCollection.class))
        .toList();
  }

  String workBucket() {
    return workBucket;
  }

  /** Answers the digest of what was written. */
  String writeEntry(String key, CatalogueEntry entry) {
    return write(key, Json.bytes(entry));
  }

  /** Answers the digest of what was written. */
  String writeCollections(String prefix, List<PlannedCollection> collections) {
    String lines =
        collections.stream().map(line -> Json.text(line) + "\n").collect(Collectors.joining());
    return write(prefix + COLLECTIONS, lines.getBytes(StandardCharsets.UTF_8));
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private String write(String key, byte[] content) {
    s3.putObject(r -> r.bucket(workBucket).key(key), RequestBody.fromBytes(content));
    return digest(content);
  }
}
