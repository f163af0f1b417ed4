/**
 * S3 on the loopback address, embedded, with its objects in a directory.
 *
 * <p>S3Proxy speaks the protocol; this package stands between it and its file store, where writes
 * become atomic, listings become pages and finished objects are announced. What still differs from
 * S3 stands in {@link Quirks}.
 */
@NullMarked
package dev.refloat.local.s3;

import org.jspecify.annotations.NullMarked;
