package dev.refloat.copy;

import java.util.Arrays;
import java.util.stream.Stream;

/** Lines of a file in memory. */
final class Jsonl {
  private Jsonl() {}

  /** Each line without its end; empty ones are left out. */
  static Stream<byte[]> lines(byte[] text) {
    Stream.Builder<byte[]> lines = Stream.builder();
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == '\n') {
        if (i > start) {
          lines.add(Arrays.copyOfRange(text, start, i));
        }
        start = i + 1;
      }
    }
    return lines.build();
  }
}
