package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.Authorizer;
import dev.refloat.local.template.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuthorizerCheckTest {
  private static final RouteTable.Match MATCH =
      new RouteTable.Match(
          new Route("GET /", "f", Optional.of("K"), Duration.ofSeconds(30)), Map.of());
  private static final List<String> HEADER = List.of("$request.header.Authorization");

  private final TestClock clock = new TestClock();

  /** A clock that the test turns. */
  private static final class TestClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void noCallsYet() {
    Handlers.KeyAuthorizer.CALLS.set(0);
  }

  private AuthorizerCheck check(List<String> identity, Duration timeToLive) {
    LambdaHost lambda =
        new LambdaHost(
            List.of(
                Handlers.function("auth", Handlers.KeyAuthorizer.class, Duration.ofSeconds(10))),
            AuthorizerCheckTest.class.getClassLoader(),
            () -> Map.of());
    return new AuthorizerCheck(
        new Authorizer("K", "auth", identity, timeToLive),
        lambda,
        new EventFormat("r", "0"),
        clock);
  }

  private static AuthorizerCheck.Decision ask(AuthorizerCheck check, String key)
      throws InterruptedException {
    return check.check(Requests.get("/", "", Map.of("authorization", List.of(key))), MATCH);
  }

  private static int status(AuthorizerCheck.Decision decision) {
    return decision instanceof AuthorizerCheck.Decision.Denied denied
        ? denied.response().status()
        : 200;
  }

  @Test
  void allowsWithContextDeniesAndFails() throws InterruptedException {
    AuthorizerCheck check = check(HEADER, Duration.ZERO);
    assertThat(ask(check, "Bearer good"))
        .isInstanceOfSatisfying(
            AuthorizerCheck.Decision.Allowed.class,
            allowed -> assertThat(allowed.context()).hasToString("{\"principal\":\"alice\"}"));
    assertThat(status(ask(check, "Bearer bad"))).isEqualTo(403);
    assertThat(status(ask(check, "Bearer broken"))).isEqualTo(500);
  }

  @Test
  void withoutItsIdentityARequestIsRefusedUnasked() throws InterruptedException {
    AuthorizerCheck check = check(HEADER, Duration.ZERO);
    assertThat(status(check.check(Requests.get("/", "", Map.of()), MATCH))).isEqualTo(401);
    assertThat(status(ask(check, ""))).isEqualTo(401);
    assertThat(Handlers.KeyAuthorizer.CALLS).hasValue(0);
  }

  @Test
  void withoutIdentitySourcesItIsAskedEveryTime() throws InterruptedException {
    AuthorizerCheck check = check(List.of(), Duration.ZERO);
    assertThat(status(check.check(Requests.get("/", "", Map.of()), MATCH))).isEqualTo(403);
    ask(check, "Bearer good");
    ask(check, "Bearer good");
    assertThat(Handlers.KeyAuthorizer.CALLS).hasValue(3);
  }

  @Test
  void anAnswerIsKeptPerIdentityForItsTime() throws InterruptedException {
    AuthorizerCheck check = check(HEADER, Duration.ofSeconds(60));
    assertThat(status(ask(check, "Bearer good"))).isEqualTo(200);
    assertThat(status(ask(check, "Bearer good"))).isEqualTo(200);
    assertThat(status(ask(check, "Bearer bad"))).isEqualTo(403);
    assertThat(Handlers.KeyAuthorizer.CALLS).hasValue(2);
    clock.now = clock.now.plusSeconds(60);
    assertThat(status(ask(check, "Bearer good"))).isEqualTo(200);
    assertThat(Handlers.KeyAuthorizer.CALLS).hasValue(3);
  }

  @Test
  void aFailureIsNotKept() throws InterruptedException {
    AuthorizerCheck check = check(HEADER, Duration.ofSeconds(60));
    ask(check, "Bearer broken");
    ask(check, "Bearer broken");
    assertThat(Handlers.KeyAuthorizer.CALLS).hasValue(2);
  }
}
