package dev.refloat.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.workflow.FailureReason.StateError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureReasonTest {
  private static final String REFUSED = "dev.refloat.platform.Refused";

  @Test
  void aRefusalsOwnTextIsTheReason() {
    var error =
        new StateError(
            REFUSED,
            """
            {"errorMessage":"The object a/b changed.","errorType":"x","stackTrace":["at X"]}
            """);
    assertThat(FailureReason.of(error)).isEqualTo("The object a/b changed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.NullPointerException", "States.DataLimitExceeded"})
  void nothingElseLeaves(String type) {
    var error = new StateError(type, "{\"errorMessage\":\"secret\",\"stackTrace\":[\"at X\"]}");
    assertThat(FailureReason.of(error)).doesNotContain("secret").contains("our side");
  }

  @Test
  void aTimeoutIsSaidInWords() {
    assertThat(FailureReason.of(new StateError("States.Timeout", null))).contains("longer");
  }

  @Test
  void aCauseThatWasCutIsNoReason() {
    var error = new StateError(REFUSED, "{\"errorMessage\":\"The obj");
    assertThat(FailureReason.of(error)).contains("our side");
    assertThat(FailureReason.of(null)).contains("our side");
  }
}
