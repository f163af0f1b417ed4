package dev.refloat.copy;

/**
 * A range of an object, which becomes one part of its copy.
 *
 * @param part number of the part, from 1
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive as in HTTP
 */
public record ByteRange(int part, long first, long last) {
  public ByteRange {
    if (part < 1 || first < 0 || last < first) {
      throw new IllegalArgumentException(
          "Not a range: part %d, bytes %d-%d".formatted(part, first, last));
    }
  }

  public long length() {
    return last - first + 1;
  }

  /** As the header x-amz-copy-source-range takes it. */
  String header() {
    return "bytes=" + first + "-" + last;
  }
}
