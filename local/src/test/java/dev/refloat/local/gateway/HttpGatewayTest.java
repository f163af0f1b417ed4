package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.Authorizer;
import dev.refloat.local.template.HttpApi;
import dev.refloat.local.template.Route;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP. */
final class HttpGatewayTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpGateway gateway;

  @TempDir static Path dist;

  @BeforeAll
  static void start() throws IOException {
    Duration timeout = Duration.ofSeconds(20);
    LambdaHost lambda =
        new LambdaHost(
            List.of(
                Handlers.function("echo", Handlers.Echo.class, timeout),
                Handlers.function("throwing", Handlers.Throwing.class, timeout),
                Handlers.function("stuck", Stuck.class, timeout),
                Handlers.function("auth", Handlers.KeyAuthorizer.class, timeout)),
            HttpGatewayTest.class.getClassLoader(),
            () -> Map.of());
    Duration wait = Duration.ofSeconds(30);
    HttpApi api =
        new HttpApi(
            "Api",
            Map.of("K", new Authorizer("K", "auth", List.of(), Duration.ZERO)),
            Optional.empty(),
            List.of(
                new Route("POST /echo/{name}", "echo", Optional.empty(), wait),
                new Route("GET /fails", "throwing", Optional.empty(), wait),
                new Route("GET /stuck", "stuck", Optional.empty(), Duration.ofMillis(200)),
                new Route("GET /secret", "echo", Optional.of("K"), wait)));
    Files.writeString(dist.resolve("index.html"), "<html>page</html>");
    ConsoleFiles console = new ConsoleFiles(dist, Map.of("x-content-type-options", "nosniff"));
    gateway = HttpGateway.bind(0);
    gateway.serve(api, lambda, "us-east-1", "000000000000", Optional.of(console));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** Never answers in the route's time. */
  public static final class Stuck
      implements com.amazonaws.services.lambda.runtime.RequestStreamHandler {
    @Override
    public void handleRequest(
        java.io.InputStream input,
        java.io.OutputStream output,
        com.amazonaws.services.lambda.runtime.Context context) {
      try {
        Thread.sleep(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.uri() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void aRequestReachesItsFunctionDecoded() throws Exception {
    HttpResponse<String> response =
        send(
            to("/echo/a%20b+c?x=1%2C2&x=3")
                .header("Content-Type", "application/json")
                .header("X-Twice", "1")
                .header("X-Twice", "2")
                .POST(BodyPublishers.ofString("{\"n\":1}")));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    JsonNode event = new ObjectMapper().readTree(response.body());
    assertThat(event.get("rawPath").textValue()).isEqualTo("/echo/a b+c");
    assertThat(event.at("/pathParameters/name").textValue()).isEqualTo("a b+c");
    assertThat(event.get("rawQueryString").textValue()).isEqualTo("x=1%2C2&x=3");
    assertThat(event.at("/queryStringParameters/x").textValue()).isEqualTo("1,2,3");
    assertThat(event.at("/headers/x-twice").textValue()).isEqualTo("1,2");
    assertThat(event.get("body").textValue()).isEqualTo("{\"n\":1}");
  }

  @Test
  void anUnknownRouteIs404() throws Exception {
    HttpResponse<String> response = send(to("/nothing"));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
  }

  @Test
  void aFunctionThatThrowsIs500WithoutDetails() throws Exception {
    HttpResponse<String> response = send(to("/fails"));
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void aFunctionThatIsTooSlowForTheApiIs503() throws Exception {
    assertThat(send(to("/stuck")).statusCode()).isEqualTo(503);
  }

  @Test
  void theAuthorizerDecidesAndTellsTheFunction() throws Exception {
    assertThat(send(to("/secret")).statusCode()).isEqualTo(403);
    assertThat(send(to("/secret").header("Authorization", "Bearer bad")).body())
        .isEqualTo("{\"message\":\"Forbidden\"}");
    JsonNode event =
        new ObjectMapper()
            .readTree(send(to("/secret").header("Authorization", "Bearer good")).body());
    assertThat(event.at("/requestContext/authorizer/lambda/principal").textValue())
        .isEqualTo("alice");
  }

  @Test
  void aBodyOverTheLimitIs413() throws Exception {
    HttpResponse<String> response =
        send(to("/echo/x").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  @Test
  void aBodyThatTheFunctionCannotTakeIs413Too() throws Exception {
    HttpResponse<String> response =
        send(to("/echo/x").POST(BodyPublishers.ofByteArray(new byte[7 * 1024 * 1024])));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void theConsoleIsServedBesideTheApi() throws Exception {
    HttpResponse<String> page = send(to("/console/jobs?status=FAILED"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("<html>page</html>");
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(send(to("/")).headers().firstValue("location")).hasValue("/console/");
    assertThat(send(to("/nothing")).headers().firstValue("x-content-type-options")).isEmpty();
  }

  @Test
  void theHeadOfAPageTellsItsLength() throws Exception {
    HttpResponse<String> head = send(to("/console/").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-length")).hasValue("17");
    assertThat(head.body()).isEmpty();
  }

  /** Clients take such segments out of a path before they send it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../pom.xml",
        "/console/%2e%2e/pom.xml",
        "/console/..%2fpom.xml",
        "/console/%252e%252e/pom.xml",
        "/console/..%5cpom.xml"
      })
  void noPathLeadsOutOfTheConsole(String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void onlyLoopbackIsBoundAndATakenPortIsSaid() {
    assertThat(gateway.uri().getHost()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> HttpGateway.bind(gateway.uri().getPort()).close())
        .isInstanceOf(BindException.class);
  }
}
