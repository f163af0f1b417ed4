package dev.refloat.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says in words of ours where a meta file cannot be read. Jackson's own words name classes and
 * quote the content, which may hold a secret.
 */
final class MetaDamage {
  private static final int PATH_MAX = 200;
  private static final String NOT_JSON = "it is not JSON";

  private MetaDamage() {}

  /**
   * What to throw: a refusal where the content is at fault, and where the connection is, an error
   * that can be tried again.
   */
  static RuntimeException describe(BackupLocation location, String key, IOException error) {
    if (error instanceof CharConversionException) {
      return refused(location, key, NOT_JSON, error);
    }
    if (!(error instanceof JacksonException damage) || brokenConnection(error)) {
      return new UncheckedIOException(error);
    }
    return refused(location, key, what(damage) + where(damage), error);
  }

  static Refused empty(BackupLocation location, String key) {
    return refused(location, key, "it says null", null);
  }

  private static Refused refused(
      BackupLocation location, String key, String what, @Nullable Throwable cause) {
    String message = "s3://" + location.bucket() + "/" + key + " cannot be read: " + what + ".";
    return cause == null
        ? new Refused(ErrorCode.BACKUP_DAMAGED, message)
        : new Refused(ErrorCode.BACKUP_DAMAGED, message, cause);
  }

  private static String what(JacksonException damage) {
    Throwable root = damage;
    for (Throwable t = damage; t != null; t = t.getCause()) {
      root = t;
    }
    if (root instanceof JsonEOFException) {
      return "it ends in the middle of a value";
    }
    if (damage instanceof JsonMappingException mapping) {
      String path = path(mapping);
      String why = root instanceof Wire.Unfit ? ": " + root.getMessage() : "";
      return path.isEmpty()
          ? "it is not the JSON of a backup" + why
          : "the value does not fit: " + path + why;
    }
    return NOT_JSON;
  }

  private static String path(JsonMappingException mapping) {
    String path =
        mapping.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", "");
    return Excerpt.of(path, PATH_MAX);
  }

  private static String where(JacksonException damage) {
    JsonLocation place = damage.getLocation();
    if (place == null || place.getLineNr() < 1) {
      return "";
    }
    String at = " (line " + place.getLineNr() + ", column " + place.getColumnNr();
    return place.getByteOffset() < 0 ? at + ")" : at + ", byte " + place.getByteOffset() + ")";
  }

  /** Jackson wraps an error of the connection that happens inside of a list. */
  private static boolean brokenConnection(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      boolean ours = t instanceof JacksonException;
      if (t instanceof SdkException || (t instanceof IOException && !ours)) {
        return true;
      }
    }
    return false;
  }
}
