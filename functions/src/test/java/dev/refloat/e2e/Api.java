package dev.refloat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.infra.OpenApi;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A caller of the HTTP API, who finds every answer wrong that the contract does not promise. */
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
    return send("GET", path, authorized(), Optional.empty());
  }

  Answer delete(String path) {
    return send("DELETE", path, authorized(), Optional.empty());
  }

  Answer post(String path, String body) {
    return post(path, body, Map.of());
  }

  /** With an Idempotency-Key, under the name of the header as it is given. */
  Answer post(String path, String body, String header, String key) {
    return post(path, body, Map.of(header, key));
  }

  private Answer post(String path, String body, Map<String, String> more) {
    var headers = authorized();
    headers.put("Content-Type", "application/json");
    headers.putAll(more);
    return send("POST", path, headers, Optional.of(body));
  }

  private Map<String, String> authorized() {
    return new TreeMap<>(Map.of("authorization", "Bearer " + key));
  }

  /** Sends exactly this, and holds the answer against the contract. */
  Answer send(String method, String path, Map<String, String> headers, Optional<String> body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    headers.forEach(request::header);
    HttpResponse<String> response = send(request.build());
    OpenApi.document()
        .check(
            new OpenApi.Received(
                method,
                path,
                response.statusCode(),
                header(response, "content-type"),
                header(response, "requestid"),
                response.body()));
    return new Answer(
        response.statusCode(), Json.tree(response.body()), header(response, "requestid"));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
