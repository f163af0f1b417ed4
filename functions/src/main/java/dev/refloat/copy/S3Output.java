package dev.refloat.copy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes an object of any length, mostly lines: in one request where they are few, in parts as they
 * come where they are many. Before {@link #finish} there is no object, after it and the writes'
 * {@link S3Writes#await} there is one.
 */
public final class S3Output implements AutoCloseable {
  /** {@value S3Limits#PARTS} parts of it are 156 GiB; three files at once hold 24 to 48 MiB. */
  private static final int PART_BYTES = (int) (16 * S3Limits.MIB);

  private static final byte[] NEWLINE = {'\n'};

  private final S3Writes writes;
  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final MessageDigest digest = sha256();
  private final List<CompletedPart> parts = new ArrayList<>();
  private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private @Nullable String uploadId;
  private long written;
  private boolean finished;

  public S3Output(S3Writes writes, String bucket, String key) {
    this.writes = writes;
    this.s3 = writes.s3();
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
    write(line, 0, line.length);
    write(NEWLINE, 0, NEWLINE.length);
  }

  private void write(byte[] bytes, int offset, int length) {
    buffer.write(bytes, offset, length);
    digest.update(bytes, offset, length);
    written += length;
    if (buffer.size() >= PART_BYTES) {
      sendPart();
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
      writes.put(bucket, key, buffer.toByteArray());
    } else {
      if (buffer.size() > 0) {
        sendPart();
      }
      s3.completeMultipartUpload(
          r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(u -> u.parts(parts)));
    }
    finished = true;
    return digest.digest();
  }

  private void sendPart() {
    String id = uploadId;
    if (id == null) {
      id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
      uploadId = id;
    }
    String upload = id;
    int number = parts.size() + 1;
    var answer =
        s3.uploadPart(
            r -> r.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(buffer.toByteArray()));
    parts.add(CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build());
    buffer = new ByteArrayOutputStream(PART_BYTES);
  }

  /** Leaves nothing behind where it was not finished. */
  @Override
  public void close() {
    String id = uploadId;
    if (!finished && id != null) {
      s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
    }
  }
}
