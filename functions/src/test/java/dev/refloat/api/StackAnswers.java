package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

  Map<String, Object> event(String type) {
    return Map.of(
        "RequestType", type,
        "ResponseURL", "http://127.0.0.1:" + http.getAddress().getPort() + PATH,
        "StackId", "arn:aws:cloudformation:us-east-1:1:stack/refloat/1",
        "RequestId", "request-1",
        "ResourceType", "AWS::CloudFormation::CustomResource",
        "LogicalResourceId", "Installation",
        "ResourceProperties", Map.of("ServiceToken", "arn"));
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
