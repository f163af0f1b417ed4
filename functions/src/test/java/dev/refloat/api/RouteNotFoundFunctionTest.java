package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteNotFoundFunctionTest {
  private final RouteNotFoundFunction function = new RouteNotFoundFunction(Map.of());

  @Test
  void itSaysWhatIsNotThere() {
    var owner = new Principal("prin-1", "org-1", Role.OWNER, "key-1");

    var answer = Call.ofNoRoute("PATCH /v3/clusters", owner).to(function);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(96190);
    assertThat(answer.message()).contains("PATCH /v3/clusters");
  }

  @Test
  void anIllegalKeyIsToldNothing() {
    assertThat(Call.illegal("GET /v3").to(function).status()).isEqualTo(401);
  }
}
