package dev.refloat.api;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Settings;
import java.util.Arrays;
import java.util.Set;

/** With which HTTP status a refusal is answered. The body is the same either way. */
enum ErrorStatus {
  /** With its own. */
  STANDARD,

  /**
   * What the caller did is refused with 200, as the vendor's control plane does, whose clients read
   * {@code code} first. Who has no legal key, sends too much or meets a failure is told by the
   * status, and so is who meets a route that does not exist.
   */
  COMPATIBLE;

  private static final String VARIABLE = "ERROR_STATUS";
  private static final Set<Integer> MASKED = Set.of(400, 403, 404, 409);

  /** Standard, where the function is told nothing. */
  static ErrorStatus of(Settings settings) {
    return settings.find(VARIABLE).map(ErrorStatus::named).orElse(STANDARD);
  }

  private static ErrorStatus named(String name) {
    return Arrays.stream(values())
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Environment variable is neither standard nor compatible: " + VARIABLE));
  }

  int of(ErrorCode code) {
    boolean masked =
        this == COMPATIBLE && MASKED.contains(code.status()) && code != ErrorCode.ROUTE_NOT_FOUND;
    return masked ? 200 : code.status();
  }
}
