package dev.refloat.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Compares restored objects with their sources by reading both: all of each when that is little,
 * else samples that it names.
 */
final class ContentCheck {
  private static final int AT_ONCE = 8;
  private static final long EDGE = 1L << 20;

  /** Up to so many bytes together, every byte is read. */
  private static final long ALL_BYTES = 512L << 20;

  /** Up to so many objects, every one is read; of more, so many, evenly spread. */
  private static final int ALL_OBJECTS = 2000;

  private final S3Client s3;
  private final String sourceBucket;
  private final String sourcePrefix;
  private final String copyBucket;

  ContentCheck(S3Client s3, String sourceBucket, String sourcePrefix, String copyBucket) {
    this.s3 = s3;
    this.sourceBucket = sourceBucket;
    this.sourcePrefix = sourcePrefix;
    this.copyBucket = copyBucket;
  }

  /** What was compared, in words, and every difference. */
  record Result(String done, List<String> differences) {}

  Result compare(RestoredObjects objects) throws DemoFailure {
    boolean whole = objects.bytes() <= ALL_BYTES;
    int step = Math.ceilDiv(Math.max(1, objects.pairs().size()), ALL_OBJECTS);
    List<Future<Boolean>> results = new ArrayList<>();
    List<RestoredObjects.Pair> read = new ArrayList<>();
    int edges = 0;
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < objects.pairs().size(); i += step) {
        RestoredObjects.Pair pair = objects.pairs().get(i);
        boolean ends = !whole && pair.source().size() > 2 * EDGE;
        edges += ends ? 1 : 0;
        read.add(pair);
        results.add(workers.submit(() -> equal(pair, ends)));
      }
    }
    return new Result(
        done(objects.pairs().size(), read.size() - edges, edges), differences(read, results));
  }

  private static String done(int objects, int whole, int edges) {
    StringBuilder done =
        new StringBuilder(Units.count(whole, "object") + " by SHA-256 of all bytes");
    if (edges > 0) {
      done.append(", ")
          .append(Units.count(edges, "object"))
          .append(" by size and SHA-256 of the first and last MiB");
    }
    if (objects > whole + edges) {
      done.append(", ")
          .append(Units.count(objects - whole - edges, "object"))
          .append(" by size alone");
    }
    return done.toString();
  }

  private List<String> differences(List<RestoredObjects.Pair> read, List<Future<Boolean>> results)
      throws DemoFailure {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      RestoredObjects.Pair pair = read.get(i);
      try {
        if (!results.get(i).get()) {
          differences.add(
              "Content of s3://"
                  + copyBucket
                  + "/"
                  + pair.copy().key()
                  + ": expected that of "
                  + pair.source().key()
                  + ", found other bytes");
        }
      } catch (ExecutionException e) {
        throw new DemoFailure(
            "Object not read: "
                + pair.source().key()
                + " or "
                + pair.copy().key()
                + " ("
                + e.getCause()
                + ")",
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoFailure("Interrupted while comparing content", e);
      }
    }
    return differences;
  }

  private boolean equal(RestoredObjects.Pair pair, boolean ends) throws IOException {
    String source = sourcePrefix + pair.source().key();
    String copy = pair.copy().key();
    if (!ends) {
      return same(source, copy, "");
    }
    long size = pair.source().size();
    return same(source, copy, "bytes=0-" + (EDGE - 1))
        && same(source, copy, "bytes=" + (size - EDGE) + "-" + (size - 1));
  }

  private boolean same(String source, String copy, String range) throws IOException {
    return MessageDigest.isEqual(
        digest(sourceBucket, source, range), digest(copyBucket, copy, range));
  }

  private byte[] digest(String bucket, String key, String range) throws IOException, SdkException {
    MessageDigest digest = sha256();
    try (InputStream in =
        s3.getObject(
            get -> {
              get.bucket(bucket).key(key);
              if (!range.isEmpty()) {
                get.range(range);
              }
            })) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
