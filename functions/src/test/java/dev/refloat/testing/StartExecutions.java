package dev.refloat.testing;

import com.sun.net.httpserver.HttpServer;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Answers StartExecution as told, and remembers what was to be started. */
public final class StartExecutions implements AutoCloseable {
  private static final String STARTED =
      "{\"executionArn\":\"arn:aws:states:us-east-1:1:execution:restore:x\",\"startDate\":1}";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile Consumer<String> before = name -> {};

  public StartExecutions() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String request =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String name = Json.tree(request).path("name").asText();
          requests.add(request);
          before.accept(name);
          byte[] body = (status == 200 ? STARTED : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with this status from now on; {@code before} is done before each answer. */
  public void answer(int newStatus, Consumer<String> newBefore) {
    status = newStatus;
    before = newBefore;
  }

  /** What was sent, as JSON. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The names of the executions that were to be started, one for each time. */
  public List<String> names() {
    return requests.stream().map(request -> Json.tree(request).path("name").asText()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
