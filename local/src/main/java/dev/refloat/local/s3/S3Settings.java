package dev.refloat.local.s3;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where the server keeps its objects and who may use it.
 *
 * @param directory holds everything: one directory per bucket, one file per object (created if
 *     missing). Its file system must keep user extended attributes, where ETags and metadata live.
 * @param port 0 for any free port
 * @param accessKey the only one accepted; every request must be signed with it (Signature Version
 *     4)
 */
public record S3Settings(Path directory, int port, String accessKey, String secretKey) {
  public S3Settings {
    requireNonNull(directory);
    requireNonNull(accessKey);
    requireNonNull(secretKey);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "S3Settings[directory="
        + directory
        + ", port="
        + port
        + ", accessKey="
        + accessKey
        + "]";
  }
}
