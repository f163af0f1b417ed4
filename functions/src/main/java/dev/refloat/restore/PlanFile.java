package dev.refloat.restore;

import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.RowSize;
import dev.refloat.copy.S3Output;
import dev.refloat.copy.S3Writes;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.platform.Json;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
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

  /** What a plan skips; where the job skips nothing, no file says so. */
  List<Skipped> skipped(PlanReference plan) {
    return plan.skipped() == 0 ? List.of() : read(plan.prefix() + SKIPPED, Skipped.class);
  }

  String workBucket() {
    return workBucket;
  }

  /**
   * Holds no more of it than a part of an upload, since it has a line for each segment.
   *
   * @return the digest of what was written, and how large its row will be
   */
  WrittenEntry writeEntry(S3Writes writes, String key, CatalogueEntry entry) {
    try (var output = new S3Output(writes, workBucket, key);
        var row = new RowSize()) {
      Json.mapper().writeValue(both(output.stream(), row), entry);
      return new WrittenEntry(HexFormat.of().formatHex(output.finish()), row.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An entry that is written.
   *
   * @param rowBytes as {@link RowSize#bytes}
   */
  record WrittenEntry(String digest, OptionalLong rowBytes) {}

  /** Closing it closes both. */
  private static OutputStream both(OutputStream first, OutputStream second) {
    return new FilterOutputStream(first) {
      @Override
      public void write(int b) throws IOException {
        first.write(b);
        second.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        first.write(bytes, offset, length);
        second.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        try (first) {
          second.close();
        }
      }
    };
  }

  /**
   * Writes the list of collections, and that of those that are skipped where the job skips any, in
   * this plan or in an earlier one.
   *
   * @return the digest of both; what is not there counts as empty
   */
  String writeCollections(
      S3Writes writes,
      String prefix,
      List<PlannedCollection> collections,
      List<Skipped> skipped,
      boolean anySkipped) {
    byte[] collectionLines = lines(collections);
    byte[] skippedLines = lines(skipped);
    writes.put(workBucket, prefix + COLLECTIONS, collectionLines);
    if (anySkipped) {
      writes.put(workBucket, prefix + SKIPPED, skippedLines);
    }
    String digests = digest(collectionLines) + digest(skippedLines);
    return digest(digests.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] lines(List<?> lines) {
    return lines.stream()
        .map(line -> Json.text(line) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
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
}
