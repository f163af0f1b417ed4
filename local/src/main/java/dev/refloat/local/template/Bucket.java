package dev.refloat.local.template;

/**
 * An S3 bucket.
 *
 * @param events whether it tells the event bus of new objects
 */
public record Bucket(String logicalId, String name, boolean events) {}
