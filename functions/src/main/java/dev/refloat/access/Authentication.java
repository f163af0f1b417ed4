package dev.refloat.access;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells who calls from the Authorization header. */
public final class Authentication {
  /** RFC 6750: the scheme in any case, one or more spaces, the key. */
  private static final Pattern BEARER = Pattern.compile("bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

  private final AccessStore store;
  private final InstantSource clock;

  public Authentication(AccessStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Empty where the header is missing or malformed, or its key unknown, revoked or expired: the
   * caller is not told which.
   */
  public Optional<Principal> authenticate(Optional<String> authorizationHeader) {
    return authorizationHeader
        .map(header -> BEARER.matcher(header.strip()))
        .filter(Matcher::matches)
        .flatMap(match -> KeySecret.parse(match.group(1)))
        .flatMap(store::findKey)
        .filter(key -> key.isValid(clock.instant()))
        .map(ApiKey::principal);
  }
}
