package dev.refloat.local.states.protocol;

import java.util.regex.Pattern;

/** The rules of names of state machines and executions. */
final class Names {

  // No white space, brackets, wildcards, special or control characters, surrogates or
  // non-characters.
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{FFFE}\\x{FFFF}\\p{Cs}]");
  private static final int LONGEST = 80;

  private Names() {}

  static String checked(String name) throws ApiError {
    if (name.isEmpty()
        || name.codePointCount(0, name.length()) > LONGEST
        || FORBIDDEN.matcher(name).find()) {
      throw new ApiError("InvalidName", "Invalid Name: '%s'".formatted(name));
    }
    return name;
  }
}
