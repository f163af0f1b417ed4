package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.lambda.Processor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of unknown length, of which every mebibyte takes its time. */
final class ArrivingStream extends FilterInputStream {
  private static final int STEP = 1 << 20;

  private final Processor processor;
  private final double bytesPerSecond;
  private int due;

  ArrivingStream(InputStream content, Processor processor, double bytesPerSecond) {
    super(content);
    this.processor = processor;
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    arrived(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    arrived(Math.max(0, read));
    return read;
  }

  private void arrived(int bytes) {
    due += bytes;
    if (due >= STEP) {
      processor.pass((long) (due / bytesPerSecond * 1e9));
      due = 0;
    }
  }
}
