package dev.refloat.access;

import java.time.Instant;

/**
 * Counts the calls of each key by the minute.
 *
 * <p>One write per call. The first calls of a minute that meet count as one: the limit guards
 * against a loop that runs wild, not to the call.
 */
public final class KeyUse {
  private final AccessStore store;
  private final long callsPerMinute;

  /**
   * For a limit.
   *
   * @param callsPerMinute of one key; 0 for no limit
   */
  public KeyUse(AccessStore store, long callsPerMinute) {
    this.store = store;
    this.callsPerMinute = callsPerMinute;
  }

  /** Counts a call; false where the key has made too many in this minute. */
  public boolean mayCall(Principal caller, Instant now) {
    long calls = store.countCall(caller.organizationId(), caller.apiKeyId(), now);
    return callsPerMinute == 0 || calls <= callsPerMinute;
  }
}
