package dev.refloat.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.Invocation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class StepTest {
  private static final String INPUT =
      """
      {"jobId":"job-1","collection":"00003","id":"9007199254740993","unknown":[1]}
      """;

  /** A step that does what a test says. */
  private static final class Tried extends Step<Tried.Input> {
    record Input(String jobId, String id, @Nullable String absent) {}

    private final Function<Input, Object> what;

    Tried(Function<Input, Object> what) {
      super(Input.class);
      this.what = what;
    }

    @Override
    Object run(Input input, Context context) {
      return what.apply(input);
    }
  }

  @Test
  void theInputIsReadAndWhatItDoesNotKnowIgnored() {
    String answer = Invocation.of(new Tried(input -> input), INPUT);

    assertThat(answer).isEqualTo("{\"jobId\":\"job-1\",\"id\":\"9007199254740993\"}");
  }

  @Test
  void aStepThatTellsNothingAnswersAnEmptyObject() {
    assertThat(Invocation.of(new Tried(input -> Step.DONE), INPUT)).isEqualTo("{}");
  }

  @Test
  void aCallThatOnlyWakesRunsNothing() {
    var step = failing(new IllegalStateException("It must not run"));

    assertThat(Invocation.of(step, EventFiles.read("finish.begun").toString())).isEqualTo("{}");
  }

  @Test
  void aRefusalReachesTheStateMachineWithItsCode() {
    var refused = new Refused(ErrorCode.SOURCE_CHANGED, "The object a/b changed.");

    assertThatThrownBy(() -> Invocation.of(failing(refused), INPUT))
        .isInstanceOf(Refused.class)
        .hasMessage("The object a/b changed. (code 96117)")
        .hasCause(refused);
  }

  @Test
  void anyOtherErrorReachesTheStateMachineAsItself() {
    var error = new IllegalStateException("unexpected");

    assertThatThrownBy(() -> Invocation.of(failing(error), INPUT)).isSameAs(error);
  }

  @Test
  void aRefusalHasTheNameThatTheDefinitionDoesNotRetry() {
    assertThat(Refused.class.getName()).isEqualTo("dev.refloat.platform.Refused");
  }

  @Test
  void everyLineOfAStepSaysWhatItIsAbout() {
    var seen = new HashMap<String, String>();

    Invocation.of(
        new Tried(
            input -> {
              seen.putAll(MDC.getCopyOfContextMap());
              return Step.DONE;
            }),
        INPUT);

    assertThat(seen)
        .isEqualTo(
            Map.of("requestId", Invocation.REQUEST_ID, "jobId", "job-1", "collection", "00003"));
  }

  @Test
  void nothingOfACallStaysForTheNext() {
    Invocation.of(new Tried(input -> Step.DONE), INPUT);
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();

    assertThatThrownBy(() -> Invocation.of(failing(new IllegalStateException("x")), INPUT))
        .isInstanceOf(IllegalStateException.class);
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();

    assertThatThrownBy(() -> Invocation.of(failing(new Refused(ErrorCode.INTERNAL, "x")), INPUT))
        .isInstanceOf(Refused.class);
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private static Step<?> failing(RuntimeException error) {
    return new Tried(
        input -> {
          throw error;
        });
  }
}
