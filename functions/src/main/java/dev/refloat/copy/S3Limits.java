package dev.refloat.copy;

/**
 * What S3 takes at most and at least.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Amazon S3
 *     multipart upload limits</a>
 */
final class S3Limits {
  static final long MIB = 1L << 20;
  static final long GIB = 1L << 30;

  /**
   * Largest object of one CopyObject, from <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">its reference</a>.
   */
  static final long COPY_BYTES = 5 * GIB;

  /** Smallest part; only the last one may be smaller. */
  static final long PART_BYTES_MIN = 5 * MIB;

  static final long PART_BYTES_MAX = 5 * GIB;

  static final int PARTS = 10_000;

  /** 48.8 TiB, the largest object there can be: {@value #PARTS} parts of 5 GiB. */
  static final long OBJECT_BYTES = PARTS * PART_BYTES_MAX;

  /**
   * Entries of one page of ListObjectsV2, ListParts and ListMultipartUploads, and keys of one
   * DeleteObjects.
   */
  static final int PAGE = 1_000;

  private S3Limits() {}
}
