package dev.refloat.input;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** What the value of a field must be. */
public sealed interface Rule {
  /** How a message ends that begins with the name of the field. */
  String must();

  /**
   * A string.
   *
   * @param pattern that the whole of it matches
   */
  record Text(Pattern pattern, ErrorCode code, String must) implements Rule {
    /** The id of a project. */
    public static Text projectId() {
      return new Text(
          Ids.PROJECT,
          ErrorCode.PROJECT_ID_MALFORMED,
          "must be a project id like proj-0123456789abcdefghij");
    }

    /** The id of a cluster. */
    public static Text clusterId() {
      return new Text(
          Ids.CLUSTER,
          ErrorCode.CLUSTER_ID_MALFORMED,
          "must be a cluster id like in01-0123456789abcde");
    }

    /** A string of at most {@code length} characters (UTF-16 units). */
    public static Text ofAtMost(int length) {
      return new Text(
          Pattern.compile("[\\s\\S]{0,%d}".formatted(length)),
          ErrorCode.FIELD_MALFORMED,
          "must be a string of at most %d characters".formatted(length));
    }

    /** A string of 1 to {@code length} characters (UTF-16 units). */
    public static Text ofUpTo(int length) {
      return new Text(
          Pattern.compile("[\\s\\S]{1,%d}".formatted(length)),
          ErrorCode.FIELD_MALFORMED,
          "must be a string of 1 to %d characters".formatted(length));
    }
  }

  /** One of a few words, written exactly so. */
  record Choice(List<String> words, ErrorCode code) implements Rule {
    public static <E extends Enum<E>> Choice of(Class<E> type, ErrorCode code) {
      return new Choice(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList(), code);
    }

    @Override
    public String must() {
      return words.size() == 1
          ? "must be " + words.getFirst()
          : "must be one of " + String.join(", ", words);
    }
  }

  /**
   * A whole number of 32 bits.
   *
   * @param limits of which the first that does not hold is told
   */
  record Whole(List<Limit> limits) implements Rule {
    @Override
    public String must() {
      return "must be a whole number";
    }
  }

  /** A limit of a number, with a code of its own. */
  record Limit(IntPredicate holds, ErrorCode code, String must) {}

  /** A truth value. */
  record Flag() implements Rule {
    @Override
    public String must() {
      return "must be true or false";
    }
  }

  /**
   * A list of at least one object.
   *
   * @param max how many it may have
   */
  record ListOf(Shape shape, int max) implements Rule {
    /** As many as fit into a body. */
    public ListOf(Shape shape) {
      this(shape, Integer.MAX_VALUE);
    }

    @Override
    public String must() {
      return max == Integer.MAX_VALUE
          ? "must be a list of one object or more; leave it out to mean everything"
          : "must be a list of 1 to " + max + " objects";
    }
  }

  /**
   * A list of at least one string, none of them twice.
   *
   * @param item of each
   * @param max how many it may have
   */
  record Strings(Rule item, int max) implements Rule {
    @Override
    public String must() {
      return "must be a list of 1 to " + max + " strings, none twice";
    }
  }

  /** An object with fields of its own. */
  record ObjectOf(Shape shape) implements Rule {
    @Override
    public String must() {
      return "must be an object";
    }
  }

  /** An object whose fields are checked by who reads them. */
  record AnyObject() implements Rule {
    @Override
    public String must() {
      return "must be an object";
    }
  }
}
