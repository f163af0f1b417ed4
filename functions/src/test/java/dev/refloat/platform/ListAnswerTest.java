package dev.refloat.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A server answers what it is told to, byte by byte. */
final class ListAnswerTest {
  private record Answer(int status, String xml, int announced) {
    Answer(int status, String xml) {
      this(status, xml, xml.getBytes(UTF_8).length);
    }
  }

  private final Queue<Answer> answers = new ArrayDeque<>();
  private HttpServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Answer answer = answers.remove();
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(answer.status, answer.announced);
            exchange.getResponseBody().write(answer.xml.getBytes(UTF_8));
          }
        });
    server.start();
    s3 =
        new Clients(
                new Settings(
                    Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ACCESS_KEY_ID",
                        "id",
                        "AWS_SECRET_ACCESS_KEY",
                        "secret",
                        "S3_PATH_STYLE",
                        "true",
                        "AWS_ENDPOINT_URL_S3",
                        "http://127.0.0.1:" + server.getAddress().getPort())))
            .s3();
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  private static String list(String objects) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult><Name>b</Name>"
        + "<NextContinuationToken>next</NextContinuationToken><IsTruncated>true</IsTruncated>"
        + objects
        + "</ListBucketResult>";
  }

  private static String objects(String key, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "<Contents><Key>%s%d</Key><ETag>&quot;e%d&quot;</ETag><Size>%d</Size></Contents>"
                    .formatted(key, i, i, i))
        .collect(Collectors.joining());
  }

  private List<ListedObject> listed(ListAnswer.Page page) {
    var request = ListObjectsV2Request.builder().bucket("b");
    ListObjectsV2Response answer = s3.listObjectsV2(page.on(request).build());
    assertThat(answer.isTruncated()).isTrue();
    assertThat(answer.nextContinuationToken()).isEqualTo("next");
    return page.objects(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/", "\u00e4/", "a &amp; b/", "&#228;"})
  void theObjectsAreThoseThatTheSdkReads(String key) {
    answers.add(new Answer(200, list(objects(key, 3))));
    answers.add(new Answer(200, list(objects(key, 3))));

    List<ListedObject> bySdk =
        s3.listObjectsV2(r -> r.bucket("b")).contents().stream()
            .map(object -> new ListedObject(object.key(), object.size(), object.eTag()))
            .toList();

    assertThat(listed(new ListAnswer.Page())).isEqualTo(bySdk).hasSize(3);
  }

  @Test
  void theSdkIsLeftWithoutObjects() {
    answers.add(new Answer(200, list(objects("a", 3))));
    var request = ListObjectsV2Request.builder().bucket("b");

    assertThat(s3.listObjectsV2(new ListAnswer.Page().on(request).build()).contents()).isEmpty();
  }

  @Test
  void anEmptyListIsNone() {
    answers.add(new Answer(200, list("")));

    assertThat(listed(new ListAnswer.Page())).isEmpty();
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    String xml = list(objects("a", 500));
    answers.add(new Answer(200, xml.substring(0, 9_000), xml.length()));
    answers.add(new Answer(200, list(objects("b", 2))));

    assertThat(listed(new ListAnswer.Page()))
        .containsExactly(new ListedObject("b0", 0, "\"e0\""), new ListedObject("b1", 1, "\"e1\""));
  }

  @Test
  void nothingIsLeftOfAnAttemptThatFailed() {
    String xml = list(objects("a", 3));
    // Taken out, but the rest is no document.
    answers.add(new Answer(200, xml.substring(0, xml.length() - 5)));
    var page = new ListAnswer.Page();
    answers.add(new Answer(200, list(objects("\u00e4", 1))));
    try {
      listed(page);
    } catch (SdkException e) {
      // Whether it asks again by itself is for the SDK to say.
      listed(page);
    }

    assertThat(answers).isEmpty();
    assertThat(page.objects(ListObjectsV2Response.builder().build())).isEmpty();
  }

  @Test
  void anErrorIsTheSdks() {
    answers.add(new Answer(404, "<Error><Code>NoSuchBucket</Code><Message>gone</Message></Error>"));

    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(() -> listed(new ListAnswer.Page()));
  }
}
