package dev.refloat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Speaks to the API as a runtime does. */
final class RuntimeApiTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

  private final HttpClient http = HttpClient.newHttpClient();
  private RuntimeApi api;

  @BeforeEach
  void start() throws Exception {
    api = RuntimeApi.start();
  }

  @AfterEach
  void close() {
    api.close();
    http.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    return http.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        request(path)
            .header("Lambda-Runtime-Function-Error-Type", "Function.FromHeader")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static RuntimeCall call(String requestId, String payload) {
    return new RuntimeCall(
        requestId,
        payload.getBytes(StandardCharsets.UTF_8),
        ARN,
        Instant.ofEpochMilli(1_700_000_000_123L),
        new CompletableFuture<>());
  }

  private static Invocation.Failure failure(RuntimeCall call) throws Exception {
    return (Invocation.Failure) call.end().get(10, TimeUnit.SECONDS);
  }

  private RuntimeCall taken(String requestId) throws Exception {
    RuntimeCall call = call(requestId, "{}");
    api.submit(call);
    get("invocation/next").get(10, TimeUnit.SECONDS);
    return call;
  }

  @Test
  void aRuntimeGetsTheNextCallWithItsHeaders() throws Exception {
    CompletableFuture<HttpResponse<String>> next = get("invocation/next");
    api.asked().get(10, TimeUnit.SECONDS);
    assertThat(next).as("waits for a call").isNotDone();

    api.submit(call("r-1", "{\"a\":1}"));

    HttpResponse<String> response = next.get(10, TimeUnit.SECONDS);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"a\":1}");
    assertThat(response.headers().firstValue("Lambda-Runtime-Aws-Request-Id")).hasValue("r-1");
    assertThat(response.headers().firstValue("Lambda-Runtime-Deadline-Ms"))
        .hasValue("1700000000123");
    assertThat(response.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn")).hasValue(ARN);
    assertThat(api.asked()).as("is at work").isNotDone();
  }

  @Test
  void anAnswerEndsTheCall() throws Exception {
    RuntimeCall call = taken("r-1");

    assertThat(post("invocation/r-1/response", "\"done\"").statusCode()).isEqualTo(202);

    assertThat(call.end().get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Invocation.Answer.class,
            answer -> assertThat(answer.payload()).asString().isEqualTo("\"done\""));
  }

  @Test
  void anErrorEndsTheCallAsTheRuntimeReportsIt() throws Exception {
    RuntimeCall call = taken("r-1");
    String report = "{\"errorMessage\":\"no plan\",\"errorType\":\"a.B\",\"stackTrace\":[]}";

    assertThat(post("invocation/r-1/error", report).statusCode()).isEqualTo(202);

    assertThat(failure(call).type()).isEqualTo("a.B");
    assertThat(failure(call).payload()).asString().isEqualTo(report);
  }

  @Test
  void anErrorWithoutATypeHasThatOfTheHeader() throws Exception {
    RuntimeCall call = taken("r-1");

    post("invocation/r-1/error", "{}");

    assertThat(failure(call).type()).isEqualTo("Function.FromHeader");
  }

  @Test
  void aReportThatIsNoJsonIsAnErrorAllTheSame() throws Exception {
    RuntimeCall call = taken("r-1");

    assertThat(post("invocation/r-1/error", "<").statusCode()).isEqualTo(202);

    assertThat(failure(call).type()).isEqualTo("Function.FromHeader");
    assertThat(failure(call).payload())
        .asString()
        .contains("\"errorType\":\"Function.FromHeader\"");
  }

  @Test
  void theEndOfAnotherCallIsRefused() throws Exception {
    assertThat(post("invocation/r-0/response", "1").statusCode()).as("none runs").isEqualTo(400);
    RuntimeCall call = taken("r-1");

    HttpResponse<String> response = post("invocation/r-2/response", "1");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("InvalidRequestID");
    assertThat(call.end()).isNotDone();
  }

  @Test
  void aCallEndsOnce() throws Exception {
    RuntimeCall call = taken("r-1");
    post("invocation/r-1/response", "1");

    HttpResponse<String> response = post("invocation/r-1/error", "{}");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("InvalidStateTransition");
    assertThat(call.end().get()).isInstanceOf(Invocation.Answer.class);
  }

  @Test
  void anAnswerMayHaveSixMebibytesAndAHundredBytes() throws Exception {
    RuntimeCall fits = taken("r-1");
    assertThat(post("invocation/r-1/response", "x".repeat(6_291_556)).statusCode()).isEqualTo(202);
    assertThat(fits.end().get()).isInstanceOf(Invocation.Answer.class);
    RuntimeCall tooLarge = taken("r-2");

    HttpResponse<String> response = post("invocation/r-2/response", "x".repeat(6_291_557));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(failure(tooLarge).type()).isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void anInitErrorIsToldWithoutACall() throws Exception {
    post("init/error", "{\"errorType\":\"a.B\",\"errorMessage\":\"setting JOBS is missing\"}");

    assertThat(api.initError().get(10, TimeUnit.SECONDS).type()).isEqualTo("a.B");
  }

  @Test
  void aRuntimeThatIsReadyForASnapshotWaitsUntilItIsRestored() throws Exception {
    CompletableFuture<HttpResponse<String>> next = get("restore/next");
    api.snapshot().get(10, TimeUnit.SECONDS);
    assertThat(next).isNotDone();

    api.restore();

    assertThat(next.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotInTheApiIsNotFound() throws Exception {
    assertThat(get("invocation/last").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
    assertThat(post("invocation/r-1/answer", "1").statusCode()).isEqualTo(404);
  }
}
