package dev.refloat.automation;

import dev.refloat.platform.Refused;
import java.util.List;
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

  String of(List<String> fields) {
    return fields.get(ordinal());
  }

  /**
   * @throws Refused where the text is none of what this field may be
   */
  void check(String text) {
    if (!pattern.matcher(text).matches() || !isInRange(text)) {
      throw CronExpression.malformed(
          "The %s of when.schedule.expression must be %s, with * , - and / and no range backwards."
              .formatted(words, must));
    }
  }

  private boolean isInRange(String text) {
    String[] fields = {"*", "*", "*", "*", "?", "*"};
    fields[ordinal()] = text;
    try {
      CronExpression.PARSER.parse(String.join(" ", fields));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
