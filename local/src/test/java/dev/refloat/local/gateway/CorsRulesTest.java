package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.template.Cors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CorsRulesTest {
  private static final CorsRules RULES =
      new CorsRules(
          new Cors(
              List.of("https://a.example"),
              List.of("GET", "POST"),
              List.of("authorization"),
              List.of("requestid"),
              Optional.of(Duration.ofMinutes(5)),
              true));

  private static GatewayRequest from(String method, String origin) {
    return Requests.request(method, "/", "", Map.of("origin", List.of(origin)), "");
  }

  @Test
  void aPreflightIsAnswered() {
    GatewayResponse response = RULES.preflight(from("OPTIONS", "https://a.example")).orElseThrow();
    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers())
        .containsEntry("access-control-allow-origin", List.of("https://a.example"))
        .containsEntry("access-control-allow-methods", List.of("GET,POST"))
        .containsEntry("access-control-allow-headers", List.of("authorization"))
        .containsEntry("access-control-max-age", List.of("300"))
        .containsEntry("access-control-allow-credentials", List.of("true"));
  }

  @Test
  void anotherOriginGetsNoPermission() {
    assertThat(RULES.preflight(from("OPTIONS", "https://b.example")).orElseThrow().headers())
        .isEmpty();
  }

  @Test
  void whatIsNoPreflightGoesOn() {
    assertThat(RULES.preflight(from("GET", "https://a.example"))).isEmpty();
    assertThat(RULES.preflight(Requests.request("OPTIONS", "/", "", Map.of(), ""))).isEmpty();
  }

  @Test
  void theTemplatesHeadersReplaceTheFunctions() {
    GatewayResponse own =
        new GatewayResponse(
            200,
            Map.of("access-control-allow-origin", List.of("*"), "x", List.of("1")),
            new byte[0]);
    assertThat(RULES.apply(from("GET", "https://a.example"), own).headers())
        .containsEntry("access-control-allow-origin", List.of("https://a.example"))
        .containsEntry("access-control-expose-headers", List.of("requestid"))
        .containsEntry("x", List.of("1"));
    assertThat(RULES.apply(Requests.get("/", "", Map.of()), own).headers()).containsOnlyKeys("x");
  }
}
