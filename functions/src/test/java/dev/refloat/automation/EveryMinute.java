package dev.refloat.automation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cron expression means, read in the plainest way: every day from a time on is looked at,
 * and of one that fits every minute.
 */
record EveryMinute(
    Set<Integer> minutes,
    Set<Integer> hours,
    String dayOfMonth,
    Set<Integer> months,
    String dayOfWeek,
    Set<Integer> years) {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static EveryMinute of(String expression) {
    String[] fields = expression.split(" ", -1);
    return new EveryMinute(
        numbers(fields[0], 0, 59),
        numbers(fields[1], 0, 23),
        fields[2],
        numbers(named(fields[3], MONTHS), 1, 12),
        named(fields[4], DAYS),
        numbers(fields[5], 1970, 2199));
  }

  /** The first minute after. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    for (LocalDate day = after.toLocalDate(); day.getYear() <= 2199; day = day.plusDays(1)) {
      if (!fits(day)) {
        continue;
      }
      for (int minute = 0; minute < 24 * 60; minute++) {
        LocalDateTime time = day.atTime(LocalTime.ofSecondOfDay(minute * 60L));
        if (time.isAfter(after)
            && hours.contains(time.getHour())
            && minutes.contains(time.getMinute())) {
          return Optional.of(time);
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate day) {
    return years.contains(day.getYear())
        && months.contains(day.getMonthValue())
        && fitsDayOfMonth(day)
        && fitsDayOfWeek(day);
  }

  private boolean fitsDayOfMonth(LocalDate day) {
    LocalDate last = day.with(TemporalAdjusters.lastDayOfMonth());
    if (dayOfMonth.equals("?")) {
      return true;
    } else if (dayOfMonth.equals("L")) {
      return day.equals(last);
    } else if (dayOfMonth.equals("LW")) {
      return day.equals(nearestWeekday(last));
    } else if (dayOfMonth.endsWith("W")) {
      int wanted = Integer.parseInt(dayOfMonth.substring(0, dayOfMonth.length() - 1));
      return wanted <= last.getDayOfMonth()
          && day.equals(nearestWeekday(day.withDayOfMonth(wanted)));
    }
    return numbers(dayOfMonth, 1, 31).contains(day.getDayOfMonth());
  }

  /** In the same month: of a first that is a Saturday the third. */
  private static LocalDate nearestWeekday(LocalDate day) {
    int move =
        switch (day.getDayOfWeek()) {
          case SATURDAY -> day.getDayOfMonth() == 1 ? 2 : -1;
          case SUNDAY -> day.getDayOfMonth() == day.lengthOfMonth() ? -2 : 1;
          case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> 0;
        };
    return day.plusDays(move);
  }

  private boolean fitsDayOfWeek(LocalDate day) {
    if (dayOfWeek.equals("?")) {
      return true;
    } else if (dayOfWeek.equals("L")) {
      return day.getDayOfWeek() == DayOfWeek.SATURDAY;
    } else if (dayOfWeek.endsWith("L")) {
      return number(day) == Character.digit(dayOfWeek.charAt(0), 10)
          && day.getDayOfMonth() > day.lengthOfMonth() - 7;
    } else if (dayOfWeek.contains("#")) {
      return number(day) == Character.digit(dayOfWeek.charAt(0), 10)
          && (day.getDayOfMonth() + 6) / 7 == Character.digit(dayOfWeek.charAt(2), 10);
    }
    return numbers(dayOfWeek, 1, 7).contains(number(day));
  }

  /** 1 of a Sunday, 7 of a Saturday. */
  private static int number(LocalDate day) {
    return day.getDayOfWeek().getValue() % 7 + 1;
  }

  private static String named(String field, List<String> names) {
    String numbers = field;
    for (int i = 0; i < names.size(); i++) {
      numbers = numbers.replace(names.get(i), Integer.toString(i + 1));
    }
    return numbers;
  }

  private static Set<Integer> numbers(String list, int least, int most) {
    var numbers = new TreeSet<Integer>();
    for (String item : list.split(",", -1)) {
      String[] parts = item.split("/", -1);
      String[] bounds = parts[0].equals("*") ? new String[] {"" + least} : parts[0].split("-", -1);
      int first = Integer.parseInt(bounds[0]);
      boolean open = parts[0].equals("*") || (bounds.length == 1 && parts.length == 2);
      int last = open ? most : Integer.parseInt(bounds[bounds.length - 1]);
      int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
      for (int number = first; number <= last; number += step) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
