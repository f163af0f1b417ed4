package dev.refloat.local.demo;

import dev.refloat.local.sample.SampleShape;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of {@code ./refloat demo}.
 *
 * @param bytes of the sample; 0 when {@code --size} is absent
 * @param objects of the sample at least; 0 when {@code --objects} is absent
 * @param shape of the sample; today's when {@code --shape} is absent
 * @param keep whether the stack stays up afterwards
 */
public record DemoOptions(long bytes, int objects, SampleShape shape, boolean keep) {
  /** The small collections alone take about a megabyte. */
  private static final long LEAST_BYTES = 2L << 20;

  private static final long MOST_BYTES = 1L << 40;
  private static final int MOST_OBJECTS = 10_000_000;
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmgt]?)");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a message for the user: which argument is wrong, and what
   *     is right
   */
  public static DemoOptions parse(List<String> arguments) {
    long bytes = 0;
    int objects = 0;
    SampleShape shape = SampleShape.TODAY;
    boolean keep = false;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--size" -> bytes = size(value(option, rest));
        case "--objects" -> objects = count(value(option, rest));
        case "--shape" -> shape = shape(value(option, rest));
        case "--keep" -> keep = true;
        default ->
            throw new IllegalArgumentException(
                "Unknown option "
                    + option
                    + "; the options are --size SIZE, --objects N, --shape SHAPE and --keep");
      }
    }
    return new DemoOptions(bytes, objects, shape, keep);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static long size(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--size needs a whole number of bytes, or one with k, m, g or t, such as 2g; it was "
              + text);
    }
    // The empty unit is found at 0 and so shifts by nothing.
    int shift = "kmgt".indexOf(matcher.group(2)) * 10 + (matcher.group(2).isEmpty() ? 0 : 10);
    long number = Long.parseLong(matcher.group(1));
    if (number > MOST_BYTES >> shift || number << shift < LEAST_BYTES) {
      throw new IllegalArgumentException("--size must be from 2m to 1t; it was " + text);
    }
    return number << shift;
  }

  private static SampleShape shape(String text) {
    return SampleShape.named(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--shape must be one of " + SampleShape.names() + "; it was " + text));
  }

  private static int count(String text) {
    int count = COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (count < 1 || count > MOST_OBJECTS) {
      throw new IllegalArgumentException(
          "--objects needs a number from 1 to " + MOST_OBJECTS + "; it was " + text);
    }
    return count;
  }
}
