package dev.refloat.local.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What one object holds: bytes in memory, with a temporary file behind them when it is large. */
public final class Content implements AutoCloseable {
  private final byte[] head;
  private final byte[] body;
  private final int bodySize;
  private final @Nullable Path file;
  private final long size;

  Content(byte[] head, byte[] body, int bodySize, @Nullable Path file, long fileSize) {
    this.head = head;
    this.body = body;
    this.bodySize = bodySize;
    this.file = file;
    this.size = head.length + bodySize + fileSize;
  }

  /** Content that is in memory as a whole. */
  public static Content of(byte[] bytes) {
    return new Content(bytes, new byte[0], 0, null, 0);
  }

  /** Bytes. */
  public long size() {
    return size;
  }

  /** Reads it from its begin, as often as wanted until it is closed. */
  public InputStream open() throws IOException {
    InputStream memory =
        new SequenceInputStream(
            new ByteArrayInputStream(head), new ByteArrayInputStream(body, 0, bodySize));
    return file == null ? memory : new SequenceInputStream(memory, Files.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
