package dev.refloat.local.s3;

/** An object is no longer there, or was not there when it was deleted. */
public record ObjectDeleted(String bucket, String key) implements ObjectChange {}
