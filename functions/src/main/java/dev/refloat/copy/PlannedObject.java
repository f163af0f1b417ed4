package dev.refloat.copy;

import static java.util.Objects.requireNonNull;

/**
 * An object to copy.
 *
 * @param source key in the source bucket
 * @param destination key in the destination bucket
 * @param size bytes
 * @param eTag of the source, as LIST gave it: quotes included where the server writes them
 */
public record PlannedObject(String source, String destination, long size, String eTag) {
  public PlannedObject {
    requireNonNull(source);
    requireNonNull(destination);
    requireNonNull(eTag);
    if (size < 0 || size > S3Limits.OBJECT_BYTES) {
      throw new IllegalArgumentException(
          "An object has 0 to %d bytes, not %d".formatted(S3Limits.OBJECT_BYTES, size));
    }
  }
}
