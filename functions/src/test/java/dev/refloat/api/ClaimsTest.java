package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.Table;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final Table table = EmbeddedAws.newTable();

  private Claims at(Duration later) {
    Instant now = START.plus(later);
    return new Claims(table, () -> now);
  }

  private Claim take(Duration later, String token) {
    return at(later).take("key-1", "hash", "print-of-" + token, token);
  }

  private Optional<Claim> stored() {
    return table.find("IDEMPOTENCY#key-1", "hash").map(Claim::of);
  }

  @Test
  void theFirstOneHoldsForADay() {
    Claim first = take(Duration.ZERO, "t1");

    assertThat(first.token()).isEqualTo("t1");
    assertThat(first.expiresAt()).isEqualTo(START.plus(Duration.ofHours(24)).getEpochSecond());
    assertThat(take(Duration.ofHours(24).minusSeconds(1), "t2")).isEqualTo(first);
    assertThat(take(Duration.ofHours(24), "t3").token()).as("expired").isEqualTo("t3");
    assertThat(take(Duration.ofHours(24), "t4").token()).isEqualTo("t3");
  }

  @Test
  void anExpiredAnswerIsGoneWithItsClaim() {
    at(Duration.ZERO).keep(take(Duration.ZERO, "t1").answered("1"));

    Claim later = take(Duration.ofDays(2), "t2");

    assertThat(later.token()).isEqualTo("t2");
    assertThat(later.answer()).isEmpty();
    assertThat(stored()).contains(later);
  }

  @Test
  void eachCallerHasKeysOfTheirOwn() {
    take(Duration.ZERO, "t1");

    assertThat(at(Duration.ZERO).take("key-2", "hash", "print", "t2").token()).isEqualTo("t2");
  }

  @Test
  void ofManyAtOnceOneIsTaken() throws Exception {
    List<Callable<Claim>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String token = "t" + i;
      calls.add(() -> at(Duration.ZERO).take("key-1", "hash", "print", token));
    }

    var claims = new HashSet<Claim>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Claim> call : threads.invokeAll(calls)) {
        claims.add(call.get());
      }
    }

    assertThat(claims).hasSize(1);
    assertThat(stored()).contains(claims.iterator().next());
  }

  @Test
  void anAnswerIsKeptUnlessAnotherOrderHasTheKey() {
    Claim first = take(Duration.ZERO, "t1");
    Claims claims = at(Duration.ZERO);

    assertThat(claims.keep(first.answered("1"))).isTrue();
    assertThat(take(Duration.ZERO, "t2")).isEqualTo(first.answered("1"));

    Claim second = take(Duration.ofDays(1), "t3");
    assertThat(claims.keep(first.answered("late"))).isFalse();
    assertThat(stored()).contains(second);
  }

  @Test
  void anAnswerTakesBackAKeyThatWasFreed() {
    Claim claim = take(Duration.ZERO, "t1");
    at(Duration.ZERO).withdraw(claim);
    assertThat(stored()).isEmpty();

    assertThat(at(Duration.ZERO).keep(claim.answered("1"))).isTrue();

    assertThat(stored()).contains(claim.answered("1"));
  }

  @Test
  void whatWasAnsweredOrIsAnothersIsNotWithdrawn() {
    Claim first = take(Duration.ZERO, "t1");
    at(Duration.ZERO).keep(first.answered("1"));
    at(Duration.ZERO).withdraw(first);
    assertThat(stored()).contains(first.answered("1"));

    Claim second = take(Duration.ofDays(1), "t2");
    at(Duration.ZERO).withdraw(first);
    assertThat(stored()).contains(second);
  }

  @Test
  void theTokenIsNotPrinted() {
    assertThat(take(Duration.ZERO, "secret-token")).asString().doesNotContain("secret-token");
  }
}
