package dev.refloat.api;

import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who has used which Idempotency-Key, in the jobs table.
 *
 * <p>A claim holds for 24 hours. DynamoDB deletes what has expired days later at times, so here an
 * expired claim counts as absent.
 */
final class Claims {
  private static final Duration HOLDS = Duration.ofHours(24);

  private final Table table;
  private final InstantSource clock;

  Claims(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Claims a key: of any number of calls at once, one writes its claim and all get that one.
   *
   * @param token of the order that is carried out, if the key is free
   * @return the claim that holds, of an earlier call or of this one
   */
  Claim take(String apiKeyId, String keyHash, String fingerprint, String token) {
    long now = clock.instant().getEpochSecond();
    var wanted =
        new Claim(apiKeyId, keyHash, fingerprint, token, now + HOLDS.toSeconds(), Optional.empty());
    return table
        .putUnlessThere(Write.put(table, wanted.toItem()).ifAbsentOrAtMost("expiresAt", now))
        .map(Claim::of)
        .orElse(wanted);
  }

  /**
   * Keeps the answer. It also takes back the key, should a call of the same order that ran beside
   * this one have been refused and have withdrawn the claim.
   *
   * @return false where another order has the key by now
   */
  boolean keep(Claim answered) {
    return table.write(
        Write.put(table, answered.toItem()).ifAbsentOrEquals("token", answered.token()));
  }

  /** Frees the key, unless the order was answered or another one has it. */
  void withdraw(Claim claim) {
    table.write(
        Write.delete(table, claim.partition(), claim.keyHash())
            .ifEquals("token", claim.token())
            .ifAbsent("answer"));
  }
}
