package dev.refloat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A caller of the HTTP API. */
final class Api {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String key;

  Api(String url, String key) {
    this.url = url;
    this.key = key;
  }

  Api withKey(String other) {
    return new Api(url, other);
  }

  record Answer(int status, JsonNode body, String requestId) {
    int code() {
      return body.path("code").asInt(-1);
    }

    String message() {
      return body.path("message").asText();
    }

    JsonNode data() {
      return body.path("data");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** With an Idempotency-Key, under the name of the header as it is given. */
  Answer post(String path, String body, String header, String key) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header(header, key)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          Json.tree(response.body()),
          response.headers().firstValue("requestid").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
