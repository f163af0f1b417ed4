package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.template.SecurityHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The small template of the test resources, as a whole, over HTTP. */
final class LocalStackTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path directory;

  private LocalStack start(int port, StackSettings.Tables tables) throws Exception {
    return LocalStack.start(
        new StackSettings(
            template(), directory, port, LocalStackTest.class.getClassLoader(), Map.of(), tables));
  }

  private static Path template() throws URISyntaxException {
    return Path.of(
        java.util.Objects.requireNonNull(LocalStackTest.class.getResource("/stack/template.yaml"))
            .toURI());
  }

  private static JsonNode call(Connection connection, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(connection.apiUrl() + path))
            .header("Authorization", "Bearer " + connection.apiKey())
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  private static String awaitNote(Connection connection, String id) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String text = "";
    while (text.isEmpty() && System.nanoTime() < end) {
      text = call(connection, "GET", "/notes/" + id).get("text").textValue();
      Thread.sleep(20);
    }
    return text;
  }

  private static S3Client s3(Connection connection) {
    return new AwsClients(connection.region(), connection.s3AccessKey(), connection.s3SecretKey())
        .s3(URI.create(connection.s3Endpoint()));
  }

  @Test
  void requestsExecutionsAndEventsWorkTogether() throws Exception {
    try (LocalStack stack = start(0, StackSettings.Tables.IN_MEMORY)) {
      Connection connection = stack.connection();
      assertThat(connection.apiKey()).matches("rfl_[A-Za-z0-9]{43}");
      assertThat(connection.projectId()).isEqualTo("proj-1");
      assertThat(connection.consoleUrl()).isNull();
      assertThat(connection.backupBucket()).isEqualTo("refloat-backup-bucket");
      assertThat(connection.dataBucket()).isEqualTo("refloat-data-bucket");
      assertThat(call(connection, "POST", "/notes/n1").get("pathStyle").textValue())
          .isEqualTo("true");
      assertThat(awaitNote(connection, "n1")).isEqualTo("written by the state machine");
      assertThat(awaitNote(connection, "ended")).isEqualTo("n1 SUCCEEDED");
      try (S3Client s3 = s3(connection)) {
        s3.putObject(
            r -> r.bucket(connection.dataBucket()).key("silent/done.json"),
            RequestBody.fromString("no"));
        s3.putObject(
            r -> r.bucket(connection.backupBucket()).key("a/done.json"),
            RequestBody.fromString("yes"));
      }
      assertThat(awaitNote(connection, "arrived")).isEqualTo("a/done.json 3");
    }
  }

  @Test
  void whatIsOnAScheduleIsToldTheTimeOfTheClockThatWasTurned() throws Exception {
    try (LocalStack stack = start(0, StackSettings.Tables.IN_MEMORY)) {
      assertThat(scheduledAt(stack)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
      stack.turnClock(Duration.ofDays(40));
      assertThat(scheduledAt(stack))
          .isCloseTo(Instant.now().plus(Duration.ofDays(40)), within(1, ChronoUnit.MINUTES));
      Instant spring = Instant.parse("2031-03-30T01:00:00Z");
      stack.turnClockTo(spring);
      assertThat(scheduledAt(stack)).isBetween(spring, spring.plusSeconds(60));
    }
  }

  private static Instant scheduledAt(LocalStack stack) throws Exception {
    stack.callScheduled();
    return Instant.parse(
        call(stack.connection(), "GET", "/notes/scheduled").get("text").textValue());
  }

  @Test
  void theConsoleIsBesideTheApiWhereItIsGiven() throws Exception {
    Path dist = Files.createDirectories(directory.resolve("dist"));
    Files.writeString(dist.resolve("index.html"), "<html>page</html>");
    Path headers = Path.of(System.getProperty("refloat.root", ".."), "infra", "console.yaml");
    StackSettings settings =
        new StackSettings(
            template(),
            directory.resolve("data"),
            0,
            LocalStackTest.class.getClassLoader(),
            Map.of(),
            StackSettings.Tables.IN_MEMORY,
            Optional.of(new StackSettings.Console(dist, headers)));
    try (LocalStack stack = LocalStack.start(settings)) {
      Connection connection = stack.connection();
      assertThat(connection.consoleUrl()).isEqualTo(connection.apiUrl() + "/console/");
      HttpResponse<String> page =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(connection.consoleUrl() + "jobs")).build(),
              BodyHandlers.ofString());
      assertThat(page.body()).isEqualTo("<html>page</html>");
      SecurityHeaders.read(headers)
          .forEach((name, value) -> assertThat(page.headers().firstValue(name)).hasValue(value));
    }
  }

  @Test
  void aCallerWithoutTheKeyIsForbidden() throws Exception {
    try (LocalStack stack = start(0, StackSettings.Tables.IN_MEMORY)) {
      URI uri = URI.create(stack.connection().apiUrl() + "/notes/n1");
      assertThat(
              CLIENT
                  .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void everythingSurvivesARestart() throws Exception {
    Connection before;
    try (LocalStack stack = start(0, StackSettings.Tables.ON_DISK)) {
      before = stack.connection();
      call(before, "POST", "/notes/n1");
      assertThat(awaitNote(before, "n1")).isNotEmpty();
      try (S3Client s3 = s3(before)) {
        s3.putObject(r -> r.bucket(before.dataBucket()).key("k"), RequestBody.fromString("kept"));
      }
    }
    try (LocalStack stack = start(0, StackSettings.Tables.ON_DISK)) {
      Connection after = stack.connection();
      assertThat(after.apiKey()).isEqualTo(before.apiKey());
      assertThat(after.s3SecretKey()).isEqualTo(before.s3SecretKey());
      assertThat(awaitNote(after, "n1")).isEqualTo("written by the state machine");
      try (S3Client s3 = s3(after)) {
        assertThat(s3.getObjectAsBytes(r -> r.bucket(after.dataBucket()).key("k")).asUtf8String())
            .isEqualTo("kept");
      }
    }
  }

  @Test
  void theDirectoryAndThePortAreTakenOnce() throws Exception {
    try (LocalStack stack = start(0, StackSettings.Tables.IN_MEMORY)) {
      assertThatThrownBy(() -> start(0, StackSettings.Tables.IN_MEMORY).close())
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Another stack uses");
      int port = URI.create(stack.connection().apiUrl()).getPort();
      directory = directory.resolve("other");
      assertThatThrownBy(() -> start(port, StackSettings.Tables.IN_MEMORY).close())
          .isInstanceOf(StackException.class)
          .hasMessage("Port " + port + " of 127.0.0.1 is taken: choose another");
    }
  }

  @Test
  void aStartThatFailsGivesEverythingBack() throws IOException {
    StackSettings settings =
        new StackSettings(
            directory.resolve("none.yaml"),
            directory,
            0,
            LocalStackTest.class.getClassLoader(),
            Map.of(),
            StackSettings.Tables.IN_MEMORY);
    assertThatThrownBy(() -> LocalStack.start(settings).close())
        .hasMessage("Cannot read the template");
    DataDirectory.take(directory).close();
  }
}
