package dev.refloat.copy;

/** S3 returned another checksum than follows from the parts. */
final class ChecksumMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChecksumMismatch(String expected, String actual) {
    super("Expected CRC64NVME %s, but S3 has %s".formatted(expected, actual));
  }
}
