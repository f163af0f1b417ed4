package dev.refloat.local.s3;

/**
 * An object is complete and readable.
 *
 * @param size in bytes
 * @param eTag without quotation marks
 * @param reason as EventBridge names it: {@code PutObject}, {@code CopyObject} or {@code
 *     CompleteMultipartUpload}
 */
public record ObjectCreated(String bucket, String key, long size, String eTag, String reason)
    implements ObjectChange {}
