package dev.refloat.local.sample;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What to write.
 *
 * @param name of the backup, also its folder
 * @param seed decides every id and every value: the same options give the same bytes
 * @param bytes of all logs together, met within 10 %; 0 for the small collections alone, which is
 *     also the least
 * @param objects at least so many logs; 0 for as many as come about
 * @param shape the form to write it in
 */
public record SampleOptions(String name, long seed, long bytes, int objects, SampleShape shape) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public SampleOptions {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A backup name has 1 to 64 letters, digits, _ and -, but was: " + name);
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative, but was " + bytes);
    }
    if (objects < 0) {
      throw new IllegalArgumentException("objects must not be negative, but was " + objects);
    }
  }

  /** In today's shape. */
  public SampleOptions(String name, long seed, long bytes, int objects) {
    this(name, seed, bytes, objects, SampleShape.TODAY);
  }

  /** The least that shows what a shape is about. */
  public static SampleOptions of(SampleShape shape, String name, long seed) {
    return new SampleOptions(name, seed, 0, 0, shape);
  }

  /** The small collections alone: every kind of field, segment and log, in about a megabyte. */
  public static SampleOptions small(String name, long seed) {
    return new SampleOptions(name, seed, 0, 0);
  }
}
