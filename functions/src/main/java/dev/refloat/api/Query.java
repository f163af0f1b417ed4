package dev.refloat.api;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The query parameters. An empty one counts as absent. */
record Query(Map<String, String> parameters) {
  /** Of the routes that restore: only plan it. */
  static final String DRY_RUN = "dryRun";

  private static final int MAX_PAGE_SIZE = 100;
  private static final int DEFAULT_PAGE_SIZE = 10;

  /** Refuses every parameter but these, naming all that are too many. */
  Query only(Set<String> known) {
    String unknown =
        parameters.keySet().stream()
            .filter(name -> !known.contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new Refused(
          ErrorCode.PARAMETER_UNKNOWN,
          "Unknown query parameter: "
              + unknown
              + ". Known here: "
              + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known)))
              + ".");
    }
    return this;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  /** The cluster id of the parameter {@code clusterId}. */
  Optional<String> clusterId() {
    return text("clusterId").map(ClusterIds::check);
  }

  /** A time in ISO-8601 with an offset or Z. */
  Optional<Instant> time(String name) {
    return text(name).map(value -> parseTime(name, value));
  }

  private static Instant parseTime(String name, String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new Refused(
          ErrorCode.TIMESTAMP_MALFORMED, name + " must be a time like 2026-01-02T03:04:05Z.", e);
    }
  }

  /**
   * Whether it is asked for; absent it is not.
   *
   * @throws Refused 96112 for another word than true and false
   */
  boolean flag(String name) {
    return text(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw new Refused(
                          ErrorCode.FIELD_MALFORMED, name + " must be true or false.");
                })
        .orElse(false);
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
