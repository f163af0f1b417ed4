package dev.refloat.local.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a payload until its length is known, which the envelope in front of it tells. The first
 * part stays in memory, the rest goes to a temporary file, so that heap does not bound the size of
 * a log.
 */
final class Spool extends PositionOutputStream implements OutputFile {
  private static final int FIRST = 4 << 10;

  private final int memory;
  private byte[] body = new byte[FIRST];
  private int bodySize;
  private @Nullable Path file;
  private @Nullable OutputStream overflow;
  private long position;

  /**
   * @param memory bytes to hold in memory at most
   */
  Spool(int memory) {
    this.memory = memory;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int here = Math.min(length, memory - bodySize);
    if (here > 0) {
      if (bodySize + here > body.length) {
        body = Arrays.copyOf(body, Math.min(memory, Math.max(bodySize + here, 2 * body.length)));
      }
      System.arraycopy(bytes, offset, body, bodySize, here);
      bodySize += here;
    }
    if (here < length) {
      overflow().write(bytes, offset + here, length - here);
    }
    position += length;
  }

  private OutputStream overflow() throws IOException {
    if (overflow == null) {
      file = Files.createTempFile("refloat-sample-", ".log");
      overflow = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }
    return overflow;
  }

  @Override
  public void close() throws IOException {
    if (overflow != null) {
      overflow.close();
    }
  }

  /** The payload with {@code head} before it; the spool must be closed. */
  Content content(byte[] head) {
    return new Content(head, body, bodySize, file, position - bodySize);
  }

  /** For a payload that is not wanted any more. */
  void discard() throws IOException {
    close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
