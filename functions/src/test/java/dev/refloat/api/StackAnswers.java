package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.refloat.platform.Json;
import dev.refloat.testing.EventFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where CloudFormation waits for the answers of a custom resource. */
final class StackAnswers implements AutoCloseable {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private volatile int status = 200;

  StackAnswers() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            forms.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    http.start();
  }

  /** A presigned address has escaped characters in its path and a query. */
  static final String PATH = "/arn%3Aaws%3Acloudformation%7Cx?X-Amz-Signature=a%2Fb";

  ObjectNode event(String type) {
    return EventFiles.read("first-key")
        .put("RequestType", type)
        .put("ResponseURL", "http://127.0.0.1:" + http.getAddress().getPort() + PATH);
  }

  void refuse() {
    status = 403;
  }

  List<JsonNode> answers() {
    return bodies.stream().map(Json::tree).toList();
  }

  /** Method, path and Content-Type of each answer. */
  List<String> forms() {
    return List.copyOf(forms);
  }

  String text() {
    return String.join("", bodies);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
