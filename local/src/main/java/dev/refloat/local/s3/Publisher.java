package dev.refloat.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Puts a staged object at its key and announces it. Under one lock per key, so that a condition
 * holds at the very moment of the write and announcements of a key come in the order of its writes.
 */
final class Publisher {
  private static final int LOCKS = 256;

  private final Path root;
  private final BlobStore files;
  private final Staging staging;
  private final Announcements announcements;
  private final ReentrantLock[] locks =
      IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  Publisher(Path root, BlobStore files, Staging staging, Announcements announcements) {
    this.root = root;
    this.files = files;
    this.staging = staging;
    this.announcements = announcements;
  }

  /**
   * What a write asks of the object that is there.
   *
   * @param ifMatch an ETag, or * for any
   * @param ifNoneMatch an ETag, or * for any
   */
  record Condition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    static final Condition NONE = new Condition(null, null);
  }

  void publish(
      String bucket,
      String key,
      String staged,
      @Nullable String eTag,
      Condition condition,
      String reason) {
    inOrder(
        bucket,
        key,
        () -> {
          require(condition, bucket, key);
          long size = staging.size(staged);
          move(staged, path(bucket, key));
          announce(bucket, key, size, eTag, reason);
        });
  }

  void announce(String bucket, String key, long size, @Nullable String eTag, String reason) {
    announcements.add(new ObjectCreated(bucket, key, size, unquoted(eTag), reason));
  }

  /** Deletes an object, and announces that. */
  void delete(String bucket, String key, Step step) {
    inOrder(
        bucket,
        key,
        () -> {
          step.run();
          announcements.add(new ObjectDeleted(bucket, key));
        });
  }

  /** A step that touches files. */
  interface Step {
    void run() throws IOException;
  }

  void inOrder(String bucket, String key, Step step) {
    ReentrantLock lock = locks[Math.floorMod(Objects.hash(bucket, key), LOCKS)];
    lock.lock();
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  Path path(String bucket, String key) {
    return root.resolve(bucket).resolve(key);
  }

  private void require(Condition condition, String bucket, String key) {
    if (condition.equals(Condition.NONE)) {
      return;
    }
    @Nullable HeadObjectResponse current = files.blobMetadataIfPresent(bucket, key);
    String ifMatch = condition.ifMatch();
    if (ifMatch != null) {
      if (current == null) {
        throw S3Exceptions.noSuchKey(bucket, key, "If-Match names an object that is not there");
      }
      if (!names(ifMatch, current)) {
        throw S3Exceptions.preconditionFailed(null);
      }
    }
    String ifNoneMatch = condition.ifNoneMatch();
    if (ifNoneMatch != null && current != null && names(ifNoneMatch, current)) {
      throw S3Exceptions.preconditionFailed(null);
    }
  }

  private static boolean names(String condition, HeadObjectResponse object) {
    return condition.equals("*") || unquoted(condition).equals(unquoted(object.eTag()));
  }

  private void move(String staged, Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw fileAndDirectory();
    }
    try {
      staging.move(staged, target);
    } catch (FileAlreadyExistsException e) {
      throw fileAndDirectory();
    }
  }

  /** See {@link Quirks#KEY_IS_PREFIX_OF_ANOTHER}. */
  static RuntimeException fileAndDirectory() {
    return S3Exceptions.invalidRequest(
        "This server cannot keep an object whose key plus a slash begins the key of another");
  }

  static String unquoted(@Nullable String eTag) {
    return eTag == null ? "" : eTag.replace("\"", "");
  }
}
