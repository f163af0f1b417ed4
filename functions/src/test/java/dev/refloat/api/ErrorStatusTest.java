package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.access.Principal;
import dev.refloat.access.Role;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorStatusTest {
  private static ErrorStatus of(String name) {
    return ErrorStatus.of(new Settings(Map.of("ERROR_STATUS", name)));
  }

  @Test
  void isStandardUnlessTheFunctionIsToldOtherwise() {
    assertThat(ErrorStatus.of(new Settings(Map.of()))).isEqualTo(ErrorStatus.STANDARD);
    assertThat(of("standard")).isEqualTo(ErrorStatus.STANDARD);
    assertThat(of("compatible")).isEqualTo(ErrorStatus.COMPATIBLE);
    assertThatThrownBy(() -> of("true")).hasMessageContaining("ERROR_STATUS");
  }

  @ParameterizedTest
  @EnumSource
  void standardIsTheStatusOfTheCatalogue(ErrorCode code) {
    assertThat(ErrorStatus.STANDARD.of(code)).isEqualTo(code.status());
  }

  @ParameterizedTest
  @EnumSource
  void compatibleIsTwoHundredForWhatTheCallerDid(ErrorCode code) {
    int expected =
        switch (code) {
          case KEY_ILLEGAL -> 401;
          case ROUTE_NOT_FOUND -> 404;
          case BODY_TOO_LARGE -> 413;
          case TOO_MANY_REQUESTS -> 429;
          case INTERNAL, COLLECTION_RESTORE_FAILED, CLUSTER_RESTORE_FAILED, VERIFICATION_FAILED ->
              500;
          default -> 200;
        };

    assertThat(ErrorStatus.COMPATIBLE.of(code)).isEqualTo(expected);
  }

  @Test
  void theBodyIsTheSame() {
    final class Refusing extends HttpFunction {
      Refusing() {
        super(
            new Clients(new Settings(Map.of("ERROR_STATUS", "compatible"))),
            UnaryOperator.identity());
        route(
            "GET /v2/x",
            Guards.anyKey(),
            (_, _) -> {
              throw new Refused(ErrorCode.CLUSTER_NAME_TAKEN, "The name is taken.");
            });
      }
    }
    var owner = new Principal("prin-1", "org-1", Role.OWNER, "key-1");

    var answer = Call.of("GET /v2/x", owner).to(new Refusing());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(Json.tree("{\"code\":96017,\"message\":\"The name is taken.\"}"));
    assertThat(Call.illegal("GET /v2/x").to(new Refusing()).status()).isEqualTo(401);
  }
}
