package dev.refloat.api;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Map;
import java.util.Optional;

/** The query parameters. An empty one counts as absent. */
record Query(Map<String, String> parameters) {
  private static final int MAX_PAGE_SIZE = 100;
  private static final int DEFAULT_PAGE_SIZE = 10;

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  /** The constant of that name; {@code code} for any other word. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type, ErrorCode code) {
    return text(name).map(value -> Choice.of(name, value, type, code));
  }

  /**
   * The page asked for; the first one of 10 by default.
   *
   * @throws Refused 96008 pageSize, 96009 currentPage
   */
  Paging paging() {
    return new Paging(
        whole("pageSize", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, ErrorCode.PAGE_SIZE_OUT_OF_RANGE),
        whole("currentPage", 1, Integer.MAX_VALUE, ErrorCode.CURRENT_PAGE_MALFORMED));
  }

  private int whole(String name, int fallback, int max, ErrorCode code) {
    return text(name).map(value -> parse(name, value, max, code)).orElse(fallback);
  }

  private static int parse(String name, String value, int max, ErrorCode code) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, with every other value that does not fit.
    }
    throw new Refused(code, name + " must be a whole number from 1 to " + max + ".");
  }
}
