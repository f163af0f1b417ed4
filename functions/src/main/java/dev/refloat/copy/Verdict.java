package dev.refloat.copy;

/** What a failed request means. {@link CopyErrors} decides it. */
enum Verdict {
  /** Too much load: try again later, and send less. */
  THROTTLED(true),
  /** May pass: try again later. */
  TRANSIENT(true),
  /** The source is not the object that was planned. */
  SOURCE_CHANGED(false),
  SOURCE_MISSING(false),
  /** The source is in a storage class that must be restored before it can be read. */
  SOURCE_ARCHIVED(false),
  BUCKET_MISSING(false),
  UPLOAD_MISSING(false),
  DENIED(false),
  CHECKSUM(false),
  /** S3 does not take this request, and will not take it again. */
  INVALID(false),
  /** Not an answer of S3 at all, but a fault in this program. */
  DEFECT(false);

  private final boolean retried;

  Verdict(boolean retried) {
    this.retried = retried;
  }

  boolean isRetried() {
    return retried;
  }
}
