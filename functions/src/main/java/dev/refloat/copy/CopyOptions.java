package dev.refloat.copy;

import dev.refloat.platform.Settings;
import java.util.Optional;

/**
 * What a copy gets that its source does not decide. Absent means: the destination bucket's default,
 * never the source's by accident.
 *
 * @param checksum S3 computes and keeps a full-object CRC-64/NVME. Off only for a server that does
 *     not know it.
 * @param tags the source's tags are copied by CopyObject, which takes s3:GetObjectTagging on the
 *     source; off for a server that does not know the directive
 * @param storageClass of the copies
 * @param kmsKey of the copies: id or ARN
 */
public record CopyOptions(
    boolean checksum, boolean tags, Optional<String> storageClass, Optional<String> kmsKey) {

  public static CopyOptions of(Settings settings) {
    return new CopyOptions(
        settings.find("COPY_CHECKSUM").map(Boolean::parseBoolean).orElse(true),
        settings.find("COPY_TAGS").map(Boolean::parseBoolean).orElse(true),
        settings.find("COPY_STORAGE_CLASS"),
        settings.find("COPY_KMS_KEY"));
  }
}
