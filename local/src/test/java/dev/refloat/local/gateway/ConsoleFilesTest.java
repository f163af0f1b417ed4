package dev.refloat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleFilesTest {
  private static final Map<String, String> HEADERS =
      Map.of("content-security-policy", "default-src 'none'");

  @TempDir Path temporary;
  private Path dist;
  private ConsoleFiles console;

  @BeforeEach
  void build() throws IOException {
    dist = Files.createDirectories(temporary.resolve("dist"));
    Files.createDirectories(dist.resolve("assets"));
    Files.writeString(dist.resolve("index.html"), "<html>page</html>");
    Files.writeString(dist.resolve("favicon.svg"), "<svg/>");
    Files.writeString(dist.resolve("assets/app-BXa1.js"), "run()");
    Files.writeString(dist.resolve(".hidden.js"), "hidden");
    Files.writeString(temporary.resolve("secret.txt"), "secret");
    console = new ConsoleFiles(dist, HEADERS);
  }

  private Optional<GatewayResponse> call(String method, String path) {
    return console.answer(Requests.request(method, path, "", Map.of(), ""));
  }

  private GatewayResponse get(String path) {
    return call("GET", path).orElseThrow();
  }

  private static String text(GatewayResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(GatewayResponse response, String name) {
    return String.join(",", response.headers().getOrDefault(name, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/index.html",
        "/console/jobs",
        "/console/jobs/job-1/",
        "/console/v1.2/jobs",
        "/console/b\u00fccher",
        "/console/assets"
      })
  void aPageIsTheIndexWhateverItsPath(String path) {
    assertThat(get(path).status()).isEqualTo(200);
    assertThat(text(get(path))).isEqualTo("<html>page</html>");
    assertThat(header(get(path), "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(get(path), "cache-control")).isEqualTo("no-cache");
  }

  @Test
  void aFileWithAHashInItsNameIsKeptForEver() {
    assertThat(text(get("/console/assets/app-BXa1.js"))).isEqualTo("run()");
    assertThat(header(get("/console/assets/app-BXa1.js"), "cache-control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(get("/console/favicon.svg"), "cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @CsvSource({"GET, /", "GET, /console", "HEAD, /"})
  void theRootLeadsToTheConsole(String method, String path) {
    GatewayResponse response = call(method, path).orElseThrow();

    assertThat(response.status()).isEqualTo(302);
    assertThat(header(response, "location")).isEqualTo("/console/");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/jobs",
    "GET, /v2/console/",
    "GET, /consoles",
    "GET, /index.html",
    "GET, ''",
    "POST, /",
    "POST, /console"
  })
  void theRestIsTheApis(String method, String path) {
    assertThat(call(method, path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/assets/old-1234.js",
        "/console/none.png",
        "/console/.hidden.js",
        "/console/../secret.txt",
        "/console/../secret",
        "/console/assets/../../secret.txt",
        "/console/assets/./app-BXa1.js",
        "/console//etc/hosts.txt",
        "/console/..\\secret.txt",
        "/console/C:\\secret.txt",
        "/console/%2e%2e/secret.txt",
        "/console/index.html\u0000.js"
      })
  void whatIsNoFileOfTheConsoleIs404(String path) {
    assertThat(get(path).status()).isEqualTo(404);
    assertThat(text(get(path))).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkThatLeadsOutOfTheDirectoryIsNoFile() throws IOException {
    Files.createSymbolicLink(dist.resolve("out.txt"), temporary.resolve("secret.txt"));
    Files.createSymbolicLink(dist.resolve("up"), temporary);
    Files.createSymbolicLink(dist.resolve("in.js"), dist.resolve("assets/app-BXa1.js"));

    assertThat(get("/console/out.txt").status()).isEqualTo(404);
    assertThat(get("/console/up/secret.txt").status()).isEqualTo(404);
    assertThat(text(get("/console/in.js"))).isEqualTo("run()");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDirectoryThatIsItselfALinkIsServed() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), dist);
    console = new ConsoleFiles(link, HEADERS);

    assertThat(text(get("/console/favicon.svg"))).isEqualTo("<svg/>");
  }

  @Test
  void anotherMethodIsRefused() {
    GatewayResponse response = call("POST", "/console/jobs").orElseThrow();

    assertThat(response.status()).isEqualTo(405);
    assertThat(header(response, "allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({"GET, /console/", "GET, /", "GET, /console/none.js", "PUT, /console/"})
  void theHeadersGoWithEveryAnswer(String method, String path) {
    assertThat(header(call(method, path).orElseThrow(), "content-security-policy"))
        .isEqualTo("default-src 'none'");
  }

  @Test
  void anotherBuildIsServedAtOnce() throws IOException {
    get("/console/");
    Files.writeString(dist.resolve("index.html"), "<html>new</html>");
    assertThat(text(get("/console/"))).isEqualTo("<html>new</html>");

    Files.delete(dist.resolve("index.html"));
    assertThat(get("/console/").status()).isEqualTo(404);
  }
}
