package dev.refloat.automation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that asks for a restore: {@code restore-requests/{triggerId}/…} in the bucket for
 * requests.
 *
 * @param key as S3 sends it through EventBridge, not percent-encoded
 * @param eTag of the file that fired, without quotes: what comes later under its key is another one
 */
record RequestFile(String bucket, String key, String eTag) {
  static final String FOLDER = "restore-requests/";
  static final String RESULT = ".result.json";

  private static final Pattern KEY = Pattern.compile(FOLDER + "(trig-[0-9a-z]{20})/.+");

  /** The trigger to whose creator its folder belongs; empty where it is no request. */
  Optional<String> triggerId() {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() && !key.endsWith(RESULT) && !key.endsWith("/")
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  String resultKey() {
    return key + RESULT;
  }

  /** Where files of a trigger go. */
  static String folder(String triggerId) {
    return FOLDER + triggerId + "/";
  }
}
