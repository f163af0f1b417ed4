package dev.refloat.copy;

import dev.refloat.platform.Settings;
import java.util.Locale;

/**
 * What it means that a copy made in one request has another ETag than its source.
 *
 * <p>An ETag is the MD5 of an object only where the object was written in one request and is stored
 * in plain text or under keys of S3 (SSE-S3). Under keys of KMS it has the same 32 hexadecimal
 * digits and means nothing. LIST does not say which it is, so equal ETags prove equal bytes, and
 * different ones prove nothing by themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">ETag in the
 *     reference of S3</a>
 */
public enum ETagRule {
  /**
   * Where one copy of a collection has the ETag of its source, both buckets give MD5s, since
   * nothing else makes them equal; then a copy with another ETag has other bytes. Where none has,
   * ETags mean nothing.
   */
  AUTO,
  /** Both buckets give MD5s. */
  MD5,
  /** One of the buckets does not, or not always. */
  OPAQUE;

  /** COPY_ETAGS: auto (the default), md5 or opaque. */
  public static ETagRule of(Settings settings) {
    String name = settings.find("COPY_ETAGS").orElse("auto");
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("COPY_ETAGS must be auto, md5 or opaque", e);
    }
  }

  /** Whether different ETags are different bytes. */
  boolean differentMeansChanged(long equal) {
    return switch (this) {
      case AUTO -> equal > 0;
      case MD5 -> true;
      case OPAQUE -> false;
    };
  }
}
