package dev.refloat.copy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes an object of any length, mostly lines: in one request where they are few, in parts as they
 * come where they are many. Before {@link #finish} there is no object, after it and the writes'
 * {@link S3Writes#await} there is one.
 */
public final class S3Output implements AutoCloseable {
  /** {@value S3Limits#PARTS} parts of it are 78 GiB; three files at once hold 24 MiB. */
  static final int PART_BYTES = (int) (8 * S3Limits.MIB);

  /** Most files are small. */
  private static final int FIRST_BYTES = 4_096;

  private static final String CONTENT_TYPE = "application/octet-stream";

  private static final byte[] NEWLINE = {'\n'};

  private final S3Writes writes;
  private final String bucket;
  private final String key;
  private final MessageDigest digest = sha256();
  private final List<CompletedPart> parts = new ArrayList<>();

  /**
   * One for all parts: a large heap block for each would have the collector run again and again.
   */
  private byte[] buffer = new byte[FIRST_BYTES];

  private int buffered;
  private @Nullable String uploadId;
  private long written;
  private boolean finished;

  public S3Output(S3Writes writes, String bucket, String key) {
    this.writes = writes;
    this.bucket = bucket;
    this.key = key;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public void line(byte[] line) {
    line(line, 0, line.length);
  }

  void line(byte[] bytes, int offset, int length) {
    write(bytes, offset, length);
    write(NEWLINE, 0, NEWLINE.length);
  }

  private void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int count = Math.min(left, PART_BYTES - buffered);
      makeRoom(buffered + count);
      System.arraycopy(bytes, from, buffer, buffered, count);
      buffered += count;
      from += count;
      left -= count;
      if (buffered == PART_BYTES) {
        sendPart();
      }
    }
    written += length;
  }

  private void makeRoom(int needed) {
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(PART_BYTES, Math.max(needed, 2 * buffer.length)));
    }
  }

  /** Takes what is no lines. Closing it does nothing. */
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        S3Output.this.write(bytes, offset, length);
      }
    };
  }

  /** Bytes written so far. */
  public long written() {
    return written;
  }

  /** Has the object appear, and returns the SHA-256 of what was written. */
  public byte[] finish() {
    String id = uploadId;
    if (id == null) {
      digest.update(buffer, 0, buffered);
      writes.put(bucket, key, Arrays.copyOf(buffer, buffered));
    } else {
      if (buffered > 0) {
        sendPart();
      }
      writes.complete(bucket, key, id, parts);
    }
    finished = true;
    return digest.digest();
  }

  private void sendPart() {
    String id = uploadId;
    if (id == null) {
      id = writes.begin(bucket, key);
      uploadId = id;
    }
    parts.add(writes.part(bucket, key, id, parts.size() + 1, part()));
    digest.update(buffer, 0, buffered);
    buffered = 0;
  }

  /** Not a copy: the call returns when nobody reads it any more. */
  private RequestBody part() {
    byte[] bytes = buffer;
    int length = buffered;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, CONTENT_TYPE);
  }

  /** Leaves nothing behind where it was not finished. */
  @Override
  public void close() {
    String id = uploadId;
    if (!finished && id != null) {
      writes.abort(bucket, key, id);
    }
  }
}
