package dev.refloat.local.s3;

/** What this server does otherwise than S3. */
public enum Quirks {
  /** A file cannot be a directory. */
  KEY_IS_PREFIX_OF_ANOTHER
}
