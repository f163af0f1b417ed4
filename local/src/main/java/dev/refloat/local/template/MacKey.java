package dev.refloat.local.template;

/** A KMS key that makes HMAC-SHA-256. */
public record MacKey(String logicalId, String id, String arn) {}
