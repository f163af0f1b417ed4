package dev.refloat.automation;

import dev.refloat.platform.Refused;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The fields of a {@code cron(…)} in their order, and what each may be.
 *
 * <p>The library reads more than EventBridge Scheduler documents, several expressions in one among
 * it, and takes no notice of a W in a list. So the forms are told here, and the library checks the
 * numbers. LW, the last weekday of the month, is the one form beyond what is documented.
 */
enum CronField {
  MINUTES("minutes", list("[0-9]{1,2}"), "numbers from 0 to 59"),
  HOURS("hours", list("[0-9]{1,2}"), "numbers from 0 to 23"),
  DAY_OF_MONTH(
      "day of month",
      list("[0-9]{1,2}") + "|\\?|L|LW|[0-9]{1,2}W",
      "?, L, LW, a day followed by W, or numbers from 1 to 31"),
  MONTH(
      "month",
      list("(?:[0-9]{1,2}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"),
      "numbers from 1 to 12 or names from JAN to DEC"),
  DAY_OF_WEEK(
      "day of week",
      list(CronField.WEEKDAY) + "|\\?|L|" + CronField.WEEKDAY + "(?:L|#[1-5])",
      "?, L, a day followed by L or by # and 1 to 5, or numbers from 1 to 7 or names from SUN to"
          + " SAT"),
  YEAR("year", list("[0-9]{4}"), "numbers from 1970 to 2199");

  private static final String WEEKDAY = "(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)";

  private final String words;
  private final Pattern pattern;
  private final String must;

  CronField(String words, String pattern, String must) {
    this.words = words;
    this.pattern = Pattern.compile(pattern);
    this.must = must;
  }

  private static String list(String value) {
    String item = "(?:\\*|%s(?:-%s)?)(?:/[0-9]{1,3})?".formatted(value, value);
    return item + "(?:," + item + ")*";
  }

  /**
   * Each field as it is written, in order; in capitals.
   *
   * @throws Refused with a sentence that names what is wrong
   */
  static Map<CronField, String> read(String text) {
    String[] written = text.split("\\s+", -1);
    if (written.length != values().length) {
      throw CronExpression.malformed(
          "when.schedule.expression must have six fields in cron(…): minutes, hours, day of month,"
              + " month, day of week and year.");
    }
    var fields = new EnumMap<CronField, String>(CronField.class);
    for (CronField field : values()) {
      fields.put(field, written[fields.size()]);
    }
    fields.forEach(CronField::check);
    if (isAny(fields, DAY_OF_MONTH) == isAny(fields, DAY_OF_WEEK)) {
      throw CronExpression.malformed(
          "when.schedule.expression must have a ? as day of month or as day of week, and not as"
              + " both.");
    }
    return fields;
  }

  private static boolean isAny(Map<CronField, String> fields, CronField field) {
    return "?".equals(fields.get(field));
  }

  private void check(String text) {
    if (!pattern.matcher(text).matches() || !isInRange(text)) {
      throw CronExpression.malformed(
          "The %s of when.schedule.expression must be %s, with * , - and / and no range backwards."
              .formatted(words, must));
    }
  }

  private boolean isInRange(String text) {
    var fields = new EnumMap<CronField, String>(CronField.class);
    for (CronField field : values()) {
      fields.put(field, field == this ? text : "*");
    }
    try {
      CronExpression.PARSER.parse(String.join(" ", fields.values()));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
