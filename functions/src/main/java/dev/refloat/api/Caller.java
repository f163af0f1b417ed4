package dev.refloat.api;

import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Map;
import java.util.Optional;

/**
 * The caller as the authorizer passes it on, in the context of the request.
 *
 * <p>The authorizer lets every request through, because API Gateway's own refusals are not in the
 * contract's form. So it is here that an unknown caller is refused, and whatever is not a complete
 * principal is one.
 */
final class Caller {
  /** The authorizer could not look up the key: our failure, not the caller's. */
  private static final String UNAVAILABLE = "unavailable";

  private static final String TOO_OFTEN = "tooOften";

  private Caller() {}

  static Map<String, String> context(Optional<Principal> principal) {
    return principal
        .map(
            found ->
                Map.of(
                    "principalId", found.id(),
                    "organizationId", found.organizationId(),
                    "role", found.role().name(),
                    "apiKeyId", found.apiKeyId()))
        .orElse(Map.of("illegal", "true"));
  }

  /** A known caller that calls too often. */
  static Map<String, String> tooOften() {
    return Map.of(TOO_OFTEN, "true");
  }

  static Map<String, String> unavailable() {
    return Map.of(UNAVAILABLE, "true");
  }

  static Principal of(Map<String, Object> context) {
    if (context.containsKey(UNAVAILABLE)) {
      throw new IllegalStateException("The authorizer could not look up the key");
    }
    if (context.containsKey(TOO_OFTEN)) {
      throw new Refused(
          ErrorCode.TOO_MANY_REQUESTS,
          "Your key has made more calls in this minute than it may; go on in the next one.");
    }
    return new Principal(
        text(context, "principalId"),
        text(context, "organizationId"),
        role(text(context, "role")),
        text(context, "apiKeyId"));
  }

  private static Role role(String name) {
    for (Role role : Role.values()) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    throw illegal();
  }

  private static String text(Map<String, Object> context, String name) {
    if (context.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw illegal();
  }

  private static Refused illegal() {
    return new Refused(ErrorCode.KEY_ILLEGAL, "The apikey is illegal.");
  }
}
