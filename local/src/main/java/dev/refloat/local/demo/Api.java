package dev.refloat.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the HTTP API with the key of the connection. */
public final class Api implements AutoCloseable {
  /** A call answers within 29 s. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private final String key;

  public Api(String url, String key) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.key = key;
  }

  /** Returns {@code data} of the answer. */
  public JsonNode get(String path) throws DemoFailure {
    return send("GET", path, request(path).GET().build());
  }

  JsonNode post(String path, JsonNode body) throws DemoFailure {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return send("POST", path, request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + key);
  }

  private JsonNode send(String method, String path, HttpRequest request) throws DemoFailure {
    String call = method + " " + path;
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DemoFailure(call + ": no answer from " + url + " (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure(call + ": interrupted", e);
    }
    JsonNode answer = parse(call, response);
    if (response.statusCode() != 200
        || !answer.path("code").isInt()
        || answer.path("code").intValue() != 0) {
      throw new DemoFailure(
          call
              + ": expected HTTP 200 and code 0, found HTTP "
              + response.statusCode()
              + " and code "
              + answer.path("code").asText("none")
              + ": "
              + answer.path("message").asText("no message"));
    }
    return answer.path("data");
  }

  private static JsonNode parse(String call, HttpResponse<String> response) throws DemoFailure {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new DemoFailure(
          call + ": HTTP " + response.statusCode() + " with a body that is not JSON", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
