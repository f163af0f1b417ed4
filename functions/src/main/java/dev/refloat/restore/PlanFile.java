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
  private static final String SKIPPED = "skipped.jsonl";

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

  /** A collection that the plan leaves as it is, and why. */
  record Skipped(String collection, Target target, String reason) {}

  List<PlannedCollection> collections(String prefix) {
    return read(prefix + COLLECTIONS, PlannedCollection.class);
  }

  List<Skipped> skipped(String prefix) {
    return read(prefix + SKIPPED, Skipped.class);
  }

  String workBucket() {
    return workBucket;
  }

  /** Answers the digest of what was written. */
  String writeEntry(String key, CatalogueEntry entry) {
    return write(key, Json.bytes(entry));
  }

  /** Answers the digest of what was written. */
  String writeCollections(
      String prefix, List<PlannedCollection> collections, List<Skipped> skipped) {
    String digests =
        writeLines(prefix + COLLECTIONS, collections) + writeLines(prefix + SKIPPED, skipped);
    return digest(digests.getBytes(StandardCharsets.US_ASCII));
  }

  private String writeLines(String key, List<?> lines) {
    String text = lines.stream().map(line -> Json.text(line) + "\n").collect(Collectors.joining());
    return write(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private <T> List<T> read(String key, Class<T> type) {
    return s3.getObjectAsBytes(r -> r.bucket(workBucket).key(key))
        .asUtf8String()
        .lines()
        .map(line -> Json.read(line, type))
        .toList();
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
