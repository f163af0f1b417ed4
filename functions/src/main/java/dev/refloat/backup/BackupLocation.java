package dev.refloat.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.regex.Pattern;

/**
 * Where a backup is. The prefix has no slash at either end, and its last part is the backup's name.
 *
 * <p>Keys are taken as they stand: nothing in a URI is percent-decoded, as in the tools of S3.
 */
public record BackupLocation(String bucket, String prefix) {
  /** S3 allows 1,024 bytes a key; what the layout adds below the prefix stays under 200. */
  private static final int MAX_PREFIX_BYTES = 800;

  private static final String SCHEME = "s3://";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  public BackupLocation {
    if (!BUCKET.matcher(bucket).matches()) {
      throw malformed("'" + bucket + "' is not a bucket name");
    }
    checkPrefix(prefix);
  }

  /**
   * Takes a URI apart; a slash at its end does not matter.
   *
   * @throws Refused {@link ErrorCode#BACKUP_URI_MALFORMED} saying what is wrong
   */
  public static BackupLocation parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      throw malformed("it does not start with s3://");
    }
    String rest = uri.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw malformed("the folder of the backup is missing after the bucket");
    }
    String prefix = rest.substring(slash + 1);
    return new BackupLocation(
        rest.substring(0, slash),
        prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
  }

  /** The key of something in the backup, such as {@code meta/full_meta.json}. */
  public String key(String relative) {
    return prefix + "/" + relative;
  }

  public String backupName() {
    return prefix.substring(prefix.lastIndexOf('/') + 1);
  }

  public String uri() {
    return SCHEME + bucket + "/" + prefix;
  }

  @Override
  public String toString() {
    return uri();
  }

  private static void checkPrefix(String prefix) {
    if (prefix.isEmpty()) {
      throw malformed("the folder of the backup is missing after the bucket");
    }
    if (prefix.getBytes(UTF_8).length > MAX_PREFIX_BYTES) {
      throw malformed("its path is longer than " + MAX_PREFIX_BYTES + " bytes");
    }
    if (prefix.chars().anyMatch(Character::isISOControl)) {
      throw malformed("its path has a control character");
    }
    for (String part : prefix.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw malformed("its path has an empty part, '.' or '..'");
      }
    }
  }

  private static Refused malformed(String why) {
    return new Refused(
        ErrorCode.BACKUP_URI_MALFORMED,
        "The backup's URI must be s3://bucket/prefix/backupName, but " + why + ".");
  }
}
