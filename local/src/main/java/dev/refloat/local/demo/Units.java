package dev.refloat.local.demo;

import java.time.Duration;
import java.util.Locale;

/** Writes amounts for people. */
public final class Units {
  private static final String[] NAMES = {"B", "kB", "MB", "GB", "TB"};

  private Units() {}

  /** Bytes in powers of 1,000: {@code 1.3 GB}. */
  public static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  static String bytes(double bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 999.95 && unit < NAMES.length - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, NAMES[unit]);
  }

  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** Bytes per second; a duration of nothing counts as a millisecond. */
  public static String rate(long bytes, Duration duration) {
    return bytes(bytes * 1000.0 / Math.max(1, duration.toMillis())) + "/s";
  }

  /** {@code 1 object}, {@code 2 objects}. */
  public static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
