package dev.refloat.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Reads from memory, and counts. */
final class Reads implements RangeReader {
  private final byte[] file;
  int count;
  long bytes;
  int largest;

  Reads(byte[] file) {
    this.file = file;
  }

  @Override
  public byte[] read(long first, int length) {
    assertThat(length).isPositive();
    assertThat(first).isBetween(0L, (long) file.length - length);
    count++;
    bytes += length;
    largest = Math.max(largest, length);
    return Arrays.copyOfRange(file, (int) first, (int) first + length);
  }
}
