package dev.refloat.local.s3;

/** Something happened to an object that S3 tells EventBridge of. */
public sealed interface ObjectChange permits ObjectCreated, ObjectDeleted {
  String bucket();

  String key();
}
