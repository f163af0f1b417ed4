package dev.refloat.content;

/** Reads ranges of one object. */
@FunctionalInterface
public interface RangeReader {
  /**
   * Exactly {@code length} bytes from {@code first} on; both lie within the object, as far as the
   * plan knows its size.
   *
   * @param length from 1 on
   */
  byte[] read(long first, int length);
}
