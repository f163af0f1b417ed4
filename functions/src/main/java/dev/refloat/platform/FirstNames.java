package dev.refloat.platform;

import java.util.List;

/** Names in a message, which has room for a few. */
public final class FirstNames {
  private static final int NAMED = 10;

  private FirstNames() {}

  /** The first ones, and how many there are besides. */
  public static String of(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
