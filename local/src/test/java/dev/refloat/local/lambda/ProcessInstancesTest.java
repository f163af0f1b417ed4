package dev.refloat.local.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.template.FunctionResource;
import dev.refloat.local.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in processes, under AWS's runtime interface client. */
final class ProcessInstancesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Put there by the build. */
  private static final Path RUNTIME =
      Path.of(System.getProperty("refloat.root", ".."), "local", "target", "lambda-runtime");

  @TempDir Path directory;

  private final List<LambdaHost> hosts = new ArrayList<>();

  @BeforeEach
  void putHandlersThere() throws IOException {
    for (Class<?> type : ProcessHandlers.class.getDeclaredClasses()) {
      String entry = type.getName().replace('.', '/') + ".class";
      Path file = directory.resolve("task").resolve(entry);
      Files.createDirectories(file.getParent());
      try (InputStream bytes =
          requireNonNull(ProcessHandlers.class.getClassLoader().getResourceAsStream(entry))) {
        Files.copy(bytes, file);
      }
    }
    Files.createDirectories(directory.resolve("logs"));
  }

  @AfterEach
  void closeHosts() {
    hosts.forEach(LambdaHost::close);
  }

  private LambdaHost host(Class<?> handler, Duration timeout, boolean snapStart) {
    LambdaHost host =
        new LambdaHost(
            List.of(
                new FunctionResource(
                    "F",
                    "f",
                    "arn:aws:lambda:us-east-1:000000000000:function:f",
                    handler.getName(),
                    Map.of("OWN", "own-value"),
                    timeout,
                    200,
                    OptionalInt.empty(),
                    snapStart)),
            new FunctionCode.Processes(
                directory.resolve("task"), jars(), directory.resolve("logs"), List.of()),
            () -> Map.of("OWN", "shared", "AWS_REGION", "us-east-1"));
    hosts.add(host);
    return host;
  }

  private LambdaHost obedient() {
    return host(ProcessHandlers.Obedient.class, LONG, false);
  }

  private static List<Path> jars() {
    try (Stream<Path> files = Files.list(RUNTIME)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Invocation invoke(LambdaHost host, String order) throws InterruptedException {
    return host.invoke("f", ('"' + order + '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(LambdaHost host, String order) throws InterruptedException {
    Invocation invocation = invoke(host, order);
    assertThat(invocation).isInstanceOf(Invocation.Answer.class);
    return new String(((Invocation.Answer) invocation).payload(), StandardCharsets.UTF_8)
        .replace("\"", "");
  }

  private static JsonNode failure(Invocation invocation, String type) throws IOException {
    assertThat(invocation).isInstanceOf(Invocation.Failure.class);
    Invocation.Failure failure = (Invocation.Failure) invocation;
    assertThat(failure.type()).isEqualTo(type);
    JsonNode json = new ObjectMapper().readTree(failure.payload());
    assertThat(json.path("errorType").asText()).isEqualTo(type);
    return json;
  }

  @Test
  void theFunctionSeesItsEnvironmentAndContextAndNothingOfThisProcess() throws Exception {
    LambdaHost host = obedient();

    assertThat(answer(host, "variable OWN")).as("the template wins").isEqualTo("own-value");
    assertThat(answer(host, "variable AWS_REGION")).isEqualTo("us-east-1");
    assertThat(answer(host, "variable AWS_LAMBDA_FUNCTION_NAME")).isEqualTo("f");
    assertThat(answer(host, "variable HOME")).isEqualTo("null");
    assertThat(answer(host, "context"))
        .isEqualTo("f arn:aws:lambda:us-east-1:000000000000:function:f 200 true");
    assertThat(Long.parseLong(answer(host, "memory"))).as("heap").isBetween(150L, 170L);
  }

  @Test
  void aProcessIsUsedAgainButNeverByTwoCallsAtOnce() throws Exception {
    LambdaHost host = obedient();
    String first = answer(host, "pid");
    assertThat(answer(host, "pid")).as("stays warm").isEqualTo(first);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Invocation> busy = threads.submit(() -> invoke(host, "sleep 5000"));
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(answer(host, "pid")).as("a second one").isNotEqualTo(first);
      assertThat(busy.get()).isInstanceOf(Invocation.Answer.class);
    }
  }

  @Test
  void whatIsThrownIsReportedAndTheProcessGoesOn() throws Exception {
    LambdaHost host = obedient();
    String first = answer(host, "pid");

    JsonNode error = failure(invoke(host, "throw"), "java.lang.IllegalStateException");

    assertThat(error.path("errorMessage").asText()).isEqualTo("no plan");
    assertThat(error.path("stackTrace").get(0).asText()).contains("Obedient.handleRequest");
    assertThat(answer(host, "pid")).isEqualTo(first);
  }

  @Test
  void aConstructorThatThrowsFailsEachCall() throws Exception {
    LambdaHost host = host(ProcessHandlers.Unmakeable.class, LONG, false);

    for (int i = 0; i < 2; i++) {
      JsonNode error = failure(invoke(host, "pid"), "java.lang.IllegalArgumentException");
      assertThat(error.path("errorMessage").asText()).contains("setting JOBS is missing");
    }
  }

  @Test
  void aProcessThatEndsBeforeItsFirstCallFailsIt() throws Exception {
    JsonNode error =
        failure(
            invoke(host(ProcessHandlers.Ending.class, LONG, false), "pid"), "Runtime.ExitError");

    assertThat(error.path("errorMessage").asText()).endsWith("exit status 3");
  }

  @Test
  void aProcessThatEndsInACallFailsItAndTheNextGetsAnother() throws Exception {
    LambdaHost host = obedient();
    String first = answer(host, "pid");

    JsonNode error = failure(invoke(host, "exit 4"), "Runtime.ExitError");

    assertThat(error.path("errorMessage").asText())
        .matches("RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 4");
    assertThat(answer(host, "pid")).isNotEqualTo(first);
  }

  @Test
  void anErrorOfTheJvmIsReportedAndTheNextCallGetsAnotherProcess() throws Exception {
    LambdaHost host = obedient();
    String first = answer(host, "pid");

    failure(invoke(host, "die"), "java.lang.OutOfMemoryError");

    assertThat(answer(host, "pid")).isNotEqualTo(first);
  }

  @Test
  void aCallThatTakesTooLongIsTimedOutAndItsProcessKilled() throws Exception {
    LambdaHost host = host(ProcessHandlers.Obedient.class, Duration.ofSeconds(2), false);
    long first = Long.parseLong(answer(host, "pid"));

    JsonNode error = failure(invoke(host, "sleep 60000"), "Sandbox.Timedout");

    assertThat(error.path("errorMessage").asText())
        .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 2.00 seconds");
    assertThat(Long.parseLong(answer(host, "pid"))).isNotEqualTo(first);
    assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void anAnswerThatIsTooLargeFailsTheCallAndTheNextSucceeds() throws Exception {
    LambdaHost host = obedient();

    failure(invoke(host, "large 6291557"), "Function.ResponseSizeTooLarge");

    assertThat(Long.parseLong(answer(host, "pid"))).isPositive();
  }

  @Test
  void whatStartsFromASnapshotIsRestoredFirst() throws Exception {
    LambdaHost host = host(ProcessHandlers.Obedient.class, LONG, true);

    assertThat(answer(host, "variable AWS_LAMBDA_INITIALIZATION_TYPE")).isEqualTo("snap-start");
  }

  @Test
  void processesEndWithTheirHost() throws Exception {
    LambdaHost host = obedient();
    ProcessHandle process = ProcessHandle.of(Long.parseLong(answer(host, "pid"))).orElseThrow();

    host.close();

    process.onExit().get(10, TimeUnit.SECONDS);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aHandlerThatIsNotInTheArtifactIsFoundAtOnce() {
    assertThatThrownBy(() -> host(Handlers.Echo.class, LONG, false))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Resources.F.Properties.Handler: ");
  }
}
