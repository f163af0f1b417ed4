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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over real HTTP. */
final class HttpGatewayTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpGateway gateway;

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
    gateway = HttpGateway.bind(0);
    gateway.serve(api, lambda, "us-east-1", "000000000000");
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
  void onlyLoopbackIsBoundAndATakenPortIsSaid() {
    assertThat(gateway.uri().getHost()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> HttpGateway.bind(gateway.uri().getPort()).close())
        .isInstanceOf(BindException.class);
  }
}
