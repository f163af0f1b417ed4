package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.gateway.ConsoleFiles;
import dev.refloat.local.gateway.HttpGateway;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.HttpApi;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the distribution makes of a path, and what the local stack makes of it. The distribution's
 * function is run by Node, where that is installed.
 */
class ConsolePagesTest {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/console",
          "/console/",
          "/console/index.html",
          "/console/jobs",
          "/console/jobs/job-1/",
          "/console/v1.2/jobs",
          "/console/favicon.svg",
          "/console/none.svg",
          "/console/assets",
          "/console/assets/app-BXa1.js",
          "/console/assets/old-1234.js",
          "/consoles",
          "/index.html",
          "/favicon.ico");

  @TempDir Path dist;

  @Test
  void bothMakeTheSameOfAPath() throws Exception {
    Files.writeString(dist.resolve("index.html"), "page");
    Files.writeString(dist.resolve("favicon.svg"), "icon");
    Files.createDirectories(dist.resolve("assets"));
    Files.writeString(dist.resolve("assets/app-BXa1.js"), "script");
    JsonNode decisions = decisions();

    try (HttpGateway gateway = HttpGateway.bind(0)) {
      gateway.serve(
          new HttpApi("Api", Map.of(), Optional.empty(), List.of()),
          new LambdaHost(List.of(), ConsolePagesTest.class.getClassLoader(), Map::of),
          "us-east-1",
          "000000000000",
          Optional.of(new ConsoleFiles(dist, Map.of())));
      for (int i = 0; i < PATHS.size(); i++) {
        assertThat(local(gateway.uri(), PATHS.get(i)))
            .as(PATHS.get(i))
            .isEqualTo(distribution(decisions.get(i)));
      }
    }
  }

  private static String local(URI gateway, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(gateway.resolve(path)).build(), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> "200 " + response.body();
        case 302 -> "302 " + response.headers().firstValue("location").orElseThrow();
        default -> Integer.toString(response.statusCode());
      };
    }
  }

  /** The bucket has the same files; what is not there is no answer of the function's. */
  private String distribution(JsonNode decision) throws IOException {
    if (decision.has("statusCode")) {
      String location = decision.at("/headers/location/value").asText();
      return (decision.path("statusCode").asText() + " " + location).strip();
    }
    Path file = dist.resolve(decision.path("uri").asText().substring("/console/".length()));
    return Files.isRegularFile(file) ? "200 " + Files.readString(file) : "404";
  }

  private static JsonNode decisions() throws IOException, InterruptedException {
    String code =
        Sources.read("infra/console.yaml").at("/Resources/Pages/Properties/FunctionCode").asText();
    String script =
        code
            + "console.log(JSON.stringify("
            + new String(Json.bytes(PATHS), StandardCharsets.UTF_8)
            + ".map(uri => handler({ request: { method: 'GET', uri: uri } }))));";
    Optional<Process> node = node(script);
    assumeThat(node).as("Node is installed").isPresent();
    String answer =
        new String(node.orElseThrow().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.orElseThrow().waitFor()).as(answer).isZero();
    return Json.tree(answer);
  }

  private static Optional<Process> node(String script) {
    try {
      return Optional.of(
          new ProcessBuilder("node", "-e", script).redirectErrorStream(true).start());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
