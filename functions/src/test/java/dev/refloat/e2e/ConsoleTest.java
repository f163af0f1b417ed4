package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.local.stack.Connection;
import dev.refloat.local.stack.LocalStack;
import dev.refloat.local.stack.StackSettings;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API with the console beside it. */
class ConsoleTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path directory;

  private static LocalStack stack;
  private static Connection connection;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("refloat.root", ".."));
    Path dist = Files.createDirectories(directory.resolve("dist"));
    Files.writeString(dist.resolve("index.html"), "<html>page</html>");
    stack =
        LocalStack.start(
            new StackSettings(
                root.resolve("template.yaml"),
                directory.resolve("data"),
                0,
                ConsoleTest.class.getClassLoader(),
                Map.of(),
                StackSettings.Tables.IN_MEMORY,
                Optional.of(new StackSettings.Console(dist, root.resolve("infra/console.yaml")))));
    connection = stack.connection();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static HttpResponse<String> call(String method, String path)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(connection.apiUrl() + path))
            .header("Authorization", "Bearer " + connection.apiKey())
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static int code(HttpResponse<String> response) {
    return Json.tree(response.body()).path("code").asInt();
  }

  @Test
  void aRouteThatIsNotThereIsStillTheApis() throws Exception {
    assertThat(code(call("GET", "/v2/nothing"))).isEqualTo(96190);
    assertThat(code(call("GET", "/v2/console/"))).isEqualTo(96190);
    assertThat(code(call("GET", "/consoles"))).isEqualTo(96190);
    assertThat(code(call("POST", "/"))).isEqualTo(96190);
  }

  @Test
  void theConsoleCallsTheApiOfItsOwnOrigin() throws Exception {
    assertThat(connection.consoleUrl()).isEqualTo(connection.apiUrl() + "/console/");
    assertThat(call("GET", "/console/clusters").body()).isEqualTo("<html>page</html>");
    HttpResponse<String> projects = call("GET", "/v2/projects");
    assertThat(projects.statusCode()).isEqualTo(200);
    assertThat(code(projects)).isZero();
    assertThat(projects.headers().firstValue("content-security-policy")).isEmpty();
  }
}
