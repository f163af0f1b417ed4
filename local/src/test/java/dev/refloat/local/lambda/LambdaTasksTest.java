package dev.refloat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.states.TaskCall;
import dev.refloat.local.states.TaskError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class LambdaTasksTest {
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final LambdaTasks tasks =
      new LambdaTasks(
          new LambdaHost(
              List.of(
                  Handlers.function("echo", Handlers.Echo.class, Duration.ofSeconds(10)),
                  Handlers.function("slow", Handlers.Slow.class, Duration.ofSeconds(1)),
                  Handlers.function("throwing", Handlers.Throwing.class, Duration.ofSeconds(10))),
              LambdaTasksTest.class.getClassLoader(),
              () -> Map.of()));

  private JsonNode call(String arguments) throws TaskError, IOException {
    return tasks.call(new TaskCall(INVOKE, JSON.readTree(arguments), "arn:e", "State"));
  }

  @Test
  void onlyLambdaInvokeIsKnown() {
    assertThat(tasks.knows(INVOKE)).isTrue();
    assertThat(tasks.knows(INVOKE + ".waitForTaskToken")).isFalse();
    assertThat(tasks.knows("arn:aws:states:::sqs:sendMessage")).isFalse();
  }

  @Test
  void theResultHasPayloadAndStatus() throws Exception {
    assertThat(
            call(
                "{\"FunctionName\":\"arn:aws:lambda:us-east-1:0:function:echo:live\",\"Payload\":{\"a\":1}}"))
        .isEqualTo(
            JSON.readTree(
                "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":{\"a\":1},\"StatusCode\":200}"));
  }

  @Test
  void withoutPayloadTheFunctionGetsAnEmptyObject() throws Exception {
    assertThat(call("{\"FunctionName\":\"echo\"}").get("Payload")).hasToString("{}");
  }

  @Test
  void whatAFunctionThrowsIsTheErrorsNameAndItsJsonTheCause() {
    assertThatThrownBy(() -> call("{\"FunctionName\":\"throwing\"}"))
        .isInstanceOfSatisfying(
            TaskError.class,
            e -> {
              assertThat(e.error()).isEqualTo("java.lang.IllegalStateException");
              assertThat(e.cause()).startsWith("{\"errorMessage\":\"no plan\"");
            });
  }

  @Test
  void aTimeOutHasLambdasName() {
    assertThatThrownBy(() -> call("{\"FunctionName\":\"slow\",\"Payload\":60000}"))
        .isInstanceOfSatisfying(
            TaskError.class, e -> assertThat(e.error()).isEqualTo("Sandbox.Timedout"));
  }

  @Test
  void whatIsAboveTheLimitWaits() throws Exception {
    var crowded =
        new LambdaTasks(
            new LambdaHost(
                List.of(
                    Handlers.function("crowded", Handlers.Crowded.class, Duration.ofSeconds(10))),
                LambdaTasksTest.class.getClassLoader(),
                () -> Map.of()),
            3);
    JsonNode arguments = JSON.readTree("{\"FunctionName\":\"crowded\"}");
    List<Future<JsonNode>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        calls.add(
            threads.submit(() -> crowded.call(new TaskCall(INVOKE, arguments, "arn:e", "State"))));
      }
    }

    for (Future<JsonNode> call : calls) {
      assertThat(call.get().get("StatusCode").intValue()).isEqualTo(200);
    }
    assertThat(Handlers.Crowded.MOST.get()).isEqualTo(3);
  }

  @Test
  void anUnknownFunctionHasLambdasName() {
    assertThatThrownBy(() -> call("{\"FunctionName\":\"nobody\"}"))
        .isInstanceOfSatisfying(
            TaskError.class,
            e -> assertThat(e.error()).isEqualTo("Lambda.ResourceNotFoundException"));
  }
}
