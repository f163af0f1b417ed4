package dev.refloat.copy;

/**
 * Where objects come from and where they go.
 *
 * @param source bucket that is only read
 * @param destination bucket that copies are written to
 */
public record Buckets(String source, String destination) {
  String sourceUri(PlannedObject object) {
    return "s3://" + source + "/" + object.source();
  }

  String destinationUri(PlannedObject object) {
    return "s3://" + destination + "/" + object.destination();
  }
}
