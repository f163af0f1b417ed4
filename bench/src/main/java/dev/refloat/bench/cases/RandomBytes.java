package dev.refloat.bench.cases;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bytes that do not compress, quickly: windows of one random block, each at another offset, so that
 * no two objects are equal.
 */
final class RandomBytes {
  private static final int BLOCK = 1 << 20;
  private static final long SEED = 1;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final byte[] block = new byte[BLOCK];

  RandomBytes() {
    random.nextBytes(block);
  }

  synchronized byte[] next(int length) {
    int offset = random.nextInt(BLOCK);
    byte[] bytes = Arrays.copyOfRange(block, offset, offset + length);
    for (int at = Math.min(length, BLOCK - offset); at < length; at += BLOCK) {
      System.arraycopy(block, 0, bytes, at, Math.min(BLOCK, length - at));
    }
    return bytes;
  }
}
