package dev.refloat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.template.FunctionResource;
import dev.refloat.local.template.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LambdaHostTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static LambdaHost host(FunctionResource... functions) {
    return new LambdaHost(
        List.of(functions),
        LambdaHostTest.class.getClassLoader(),
        () -> Map.of("AWS_REGION", "us-east-1", "OWN", "shared", "OTHER", "shared"));
  }

  private static LambdaHost host(Class<?> handler) {
    return host(Handlers.function("f", handler, LONG));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String answer(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Invocation.Answer.class);
    return new String(((Invocation.Answer) invocation).payload(), StandardCharsets.UTF_8);
  }

  private static JsonNode failure(Invocation invocation, String type) throws IOException {
    assertThat(invocation).isInstanceOf(Invocation.Failure.class);
    Invocation.Failure failure = (Invocation.Failure) invocation;
    assertThat(failure.type()).isEqualTo(type);
    return new ObjectMapper().readTree(failure.payload());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f",
        "f:live",
        "f:$LATEST",
        "000000000000:function:f",
        "arn:aws:lambda:us-east-1:000000000000:function:f",
        "arn:aws:lambda:us-east-1:000000000000:function:f:live"
      })
  void callsByNameOrArnWithOrWithoutAlias(String name) throws InterruptedException {
    assertThat(answer(host(Handlers.Echo.class).invoke(name, bytes("{\"a\":1}"))))
        .isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"g", "arn:aws:lambda:us-east-1:000000000000:function:g", "a b", ""})
  void anUnknownFunctionIsNotCalled(String name) {
    LambdaHost host = host(Handlers.Echo.class);
    assertThat(host.knows(name)).isFalse();
    assertThatThrownBy(() -> host.invoke(name, bytes("{}")))
        .isInstanceOfSatisfying(
            LambdaException.class,
            e -> assertThat(e.code()).isEqualTo(LambdaException.Code.ResourceNotFoundException));
  }

  @Test
  void theFunctionSeesItsEnvironmentAndContext() throws Exception {
    JsonNode seen =
        new ObjectMapper()
            .readTree(answer(host(Handlers.Surroundings.class).invoke("f", bytes("{}"))));
    JsonNode environment = seen.get("environment");
    assertThat(environment.get("OWN").textValue()).as("the template wins").isEqualTo("own-value");
    assertThat(environment.get("OTHER").textValue()).isEqualTo("shared");
    assertThat(environment.get("AWS_LAMBDA_FUNCTION_NAME").textValue()).isEqualTo("f");
    assertThat(environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").textValue()).isEqualTo("256");
    assertThat(seen.get("function").textValue()).isEqualTo("f");
    assertThat(seen.get("memory").intValue()).isEqualTo(256);
    assertThat(seen.get("remaining").intValue()).isBetween(20_000, 30_000);
  }

  @Test
  void whatIsThrownIsRenderedWithTypeMessageTraceAndCause() throws Exception {
    JsonNode error =
        failure(
            host(Handlers.Throwing.class).invoke("f", bytes("{}")),
            "java.lang.IllegalStateException");
    assertThat(error.get("errorType").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.get("errorMessage").textValue()).isEqualTo("no plan");
    assertThat(error.get("stackTrace").get(0).textValue()).contains("Throwing.handleRequest");
    assertThat(error.get("cause").get("errorMessage").textValue()).isEqualTo("no meta");
  }

  @Test
  void aConstructorThatThrowsFailsTheCall() throws Exception {
    JsonNode error =
        failure(
            host(Handlers.Unmakeable.class).invoke("f", bytes("{}")),
            "java.lang.IllegalArgumentException");
    assertThat(error.get("errorMessage").textValue()).isEqualTo("setting JOBS is missing");
  }

  @Test
  void aCallThatTakesTooLongIsTimedOutAndInterrupted() throws Exception {
    LambdaHost host = host(Handlers.function("f", Handlers.Slow.class, Duration.ofSeconds(1)));
    Handlers.Slow.interrupted = new java.util.concurrent.CountDownLatch(1);
    JsonNode error = failure(host.invoke("f", bytes("60000")), "Sandbox.Timedout");
    assertThat(error.get("errorType").textValue()).isEqualTo("Sandbox.Timedout");
    assertThat(error.get("errorMessage").textValue())
        .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds");
    assertThat(Handlers.Slow.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInstanceIsUsedAgainButNeverByTwoCallsAtOnce() throws Exception {
    LambdaHost host = host(Handlers.Slow.class);
    assertThat(answer(host.invoke("f", bytes("0"))))
        .isEqualTo(answer(host.invoke("f", bytes("0"))));
    List<Future<String>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        calls.add(threads.submit(() -> answer(host.invoke("f", bytes("1000")))));
      }
      List<String> instances = new ArrayList<>();
      for (Future<String> call : calls) {
        instances.add(call.get(30, TimeUnit.SECONDS));
      }
      assertThat(instances).doesNotHaveDuplicates().hasSize(5);
    }
  }

  @Test
  void anInstanceThatTimedOutIsNotUsedAgain() throws Exception {
    LambdaHost host = host(Handlers.function("f", Handlers.Slow.class, Duration.ofSeconds(2)));
    String first = answer(host.invoke("f", bytes("0")));
    failure(host.invoke("f", bytes("60000")), "Sandbox.Timedout");
    assertThat(answer(host.invoke("f", bytes("0")))).isNotEqualTo(first);
  }

  @Test
  void reservedConcurrencyThrottles() throws Exception {
    FunctionResource slow = Handlers.function("f", Handlers.Slow.class, LONG);
    LambdaHost host =
        host(
            new FunctionResource(
                "f",
                "f",
                slow.arn(),
                slow.handler(),
                Map.of(),
                LONG,
                128,
                OptionalInt.of(0),
                false));
    assertThatThrownBy(() -> host.invoke("f", bytes("0")))
        .isInstanceOfSatisfying(
            LambdaException.class,
            e -> assertThat(e.code()).isEqualTo(LambdaException.Code.TooManyRequestsException));
  }

  @Test
  void payloadsAreLimitedBothWays() throws Exception {
    LambdaHost host = host(Handlers.Large.class);
    assertThatThrownBy(() -> host.invoke("f", new byte[6 * 1024 * 1024 + 1]))
        .isInstanceOfSatisfying(
            LambdaException.class,
            e -> assertThat(e.code()).isEqualTo(LambdaException.Code.RequestTooLargeException));
    assertThat(answer(host.invoke("f", bytes("6291556")))).hasSize(6_291_556);
    failure(host.invoke("f", bytes("6291557")), "Function.ResponseSizeTooLarge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.refloat.local.lambda.Absent",
        "dev.refloat.local.lambda.Handlers$NoHandler",
        "dev.refloat.local.lambda.Handlers$NoConstructor",
        "dev.refloat.local.lambda.Handlers$Echo::handle"
      })
  void aHandlerThatLambdaCouldNotCallIsFoundAtOnce(String handler) {
    FunctionResource function =
        new FunctionResource(
            "F", "f", "arn", handler, Map.of(), LONG, 128, OptionalInt.empty(), false);
    assertThatThrownBy(() -> host(function))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Resources.F.Properties.Handler: ");
  }
}
