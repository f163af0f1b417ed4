package dev.refloat.copy;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads {@code objects.jsonl} or {@code ranged.jsonl} line by line, in blocks: a file of gigabytes
 * is read slowly, as fast as its lines are dealt with, and no connection stays open for that long.
 */
final class PlanReader implements Iterator<PlannedFile> {
  private static final long BLOCK_BYTES = 8 * S3Limits.MIB;

  /** The range starts at or behind the end: of an empty file the first one already. */
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;
  private final CopyCalls calls;
  private final String bucket;
  private final String key;
  private final long blockBytes;
  private byte[] block = {};
  private int position;
  private long offset;
  private boolean atEnd;
  private long number;
  private @Nullable PlannedFile next;

  private PlanReader(S3Client s3, CopyCalls calls, String bucket, String key, long blockBytes) {
    this.s3 = s3;
    this.calls = calls;
    this.bucket = bucket;
    this.key = key;
    this.blockBytes = blockBytes;
  }

  /** Requests that it takes to read a file of so many bytes: only a short answer is the last. */
  static long requests(long bytes) {
    return bytes / BLOCK_BYTES + 1;
  }

  static PlanReader objects(S3Client s3, CopyCalls calls, PlanFiles files) {
    return objects(s3, calls, files, BLOCK_BYTES);
  }

  static PlanReader objects(S3Client s3, CopyCalls calls, PlanFiles files, long blockBytes) {
    return new PlanReader(s3, calls, files.bucket(), files.objectsKey(), blockBytes);
  }

  /** Only for a plan that has objects in ranges. */
  static PlanReader ranged(S3Client s3, CopyCalls calls, PlanFiles files) {
    return new PlanReader(s3, calls, files.bucket(), files.rangedKey(), BLOCK_BYTES);
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public PlannedFile next() {
    PlannedFile file = next == null ? read() : next;
    next = null;
    if (file == null) {
      throw new NoSuchElementException();
    }
    return file;
  }

  private @Nullable PlannedFile read() {
    var line = new ByteArrayOutputStream();
    while (position < block.length || fill()) {
      int start = position;
      while (position < block.length && block[position] != '\n') {
        position++;
      }
      line.write(block, start, position - start);
      if (position < block.length) {
        position++;
        return PlanLines.file(number++, line.toByteArray());
      }
    }
    if (line.size() > 0) {
      throw new IllegalStateException("The last line of a plan has no end");
    }
    return null;
  }

  private boolean fill() {
    if (atEnd) {
      return false;
    }
    var request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .range("bytes=" + offset + "-" + (offset + blockBytes - 1))
            .build();
    try {
      ResponseBytes<GetObjectResponse> answer = calls.call(() -> s3.getObjectAsBytes(request));
      block = answer.asByteArrayUnsafe();
    } catch (S3Exception e) {
      if (e.statusCode() != RANGE_NOT_SATISFIABLE) {
        throw e;
      }
      block = new byte[0];
    }
    position = 0;
    offset += block.length;
    atEnd = block.length < blockBytes;
    return block.length > 0;
  }
}
