package dev.refloat.automation;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name with the time in it: {@code staging-{yyyyMMdd}}. Between braces stand {@code y M d H m s},
 * as often as digits are wanted, and hyphens.
 */
record DatedName(String pattern) {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern DIGITS = Pattern.compile("(yyyy|MM|dd|HH|mm|ss|-)+");

  /**
   * The name at a time.
   *
   * @throws Refused 96010 where the pattern is none
   */
  String at(Instant time, ZoneId zone) {
    Matcher place = PLACE.matcher(pattern);
    return place.replaceAll(found -> digits(found.group(1), time, zone));
  }

  private static String digits(String letters, Instant time, ZoneId zone) {
    if (!DIGITS.matcher(letters).matches()) {
      throw new Refused(
          ErrorCode.CLUSTER_NAME_MALFORMED,
          "restore.clusterName must have yyyy, MM, dd, HH, mm, ss and hyphens between braces, such"
              + " as staging-{yyyyMMdd-HHmm}.");
    }
    return DateTimeFormatter.ofPattern(letters.replace('y', 'u'), Locale.ROOT)
        .format(time.atZone(zone));
  }
}
