package dev.refloat.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API for one instance, on the loopback address: a runtime asks it for calls and
 * tells it how they ended. Routes, headers and codes are those of the <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Developer Guide</a>;
 * {@code restore/} is what runtimes ask for that start from a snapshot.
 */
final class RuntimeApi implements AutoCloseable {
  /** Lambda's limit of a synchronous answer: 6 MiB and 100 bytes. */
  static final int LARGEST_ANSWER = 6_291_556;

  private static final String PATH = "/2018-06-01/runtime/";
  private static final String INVOCATION = PATH + "invocation/";

  static {
    // Without it each small answer waits for the client's delayed acknowledgement: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<RuntimeCall> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> snapshot = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();
  private final CompletableFuture<Invocation.Failure> initError = new CompletableFuture<>();
  private volatile CompletableFuture<Void> asked = new CompletableFuture<>();
  private volatile @Nullable RuntimeCall current;

  private RuntimeApi(HttpServer http) {
    this.http = http;
  }

  /** Serves at any free port. */
  static RuntimeApi start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    RuntimeApi api = new RuntimeApi(HttpServer.create(anyPort, 0));
    api.http.setExecutor(api.threads);
    api.http.createContext("/", api::handle);
    api.http.start();
    return api;
  }

  /** What stands in the variable {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  /** Completed while the runtime waits for a call, and has nothing else to do. */
  CompletableFuture<Void> asked() {
    return asked;
  }

  /** Completed when the runtime is ready for a snapshot to be taken of it. */
  CompletableFuture<Void> snapshot() {
    return snapshot;
  }

  /** Lets a runtime go on that waits for the snapshot to be restored. */
  void restore() {
    restored.complete(null);
  }

  /** Completed when the runtime says that it cannot be called. */
  CompletableFuture<Invocation.Failure> initError() {
    return initError;
  }

  /** Hands out a call to the runtime as soon as it asks. Its end is in the call. */
  void submit(RuntimeCall call) {
    asked = new CompletableFuture<>();
    waiting.add(call);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (route) {
        case "GET " + INVOCATION + "next" -> next(exchange);
        case "GET " + PATH + "restore/next" -> {
          snapshot.complete(null);
          restored.get();
          send(exchange, 200, status("OK"));
        }
        case "POST " + PATH + "init/error", "POST " + PATH + "restore/error" -> {
          initError.complete(failure(exchange));
          send(exchange, 202, status("OK"));
        }
        default -> end(exchange, route);
      }
    } catch (InterruptedException e) {
      // This API is closed; the runtime is not answered.
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("Nothing fails a restore", e);
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    asked.complete(null);
    RuntimeCall call = waiting.take();
    current = call;
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", call.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(call.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", call.functionArn());
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, call.payload().length == 0 ? -1 : call.payload().length);
    exchange.getResponseBody().write(call.payload());
  }

  /** The end of a call: {@code {requestId}/response} or {@code {requestId}/error}. */
  private void end(HttpExchange exchange, String route) throws IOException {
    boolean isAnswer = route.endsWith("/response");
    if (!route.startsWith("POST " + INVOCATION) || !(isAnswer || route.endsWith("/error"))) {
      send(exchange, 404, error("UnknownRoute", "The Runtime API has no " + route));
      return;
    }
    RuntimeCall call = current;
    String requestId = route.substring(route.indexOf(INVOCATION) + INVOCATION.length());
    if (call == null || !requestId.startsWith(call.requestId() + "/")) {
      send(exchange, 400, error("InvalidRequestID", "Nothing runs under this request id"));
      return;
    }
    Invocation end = isAnswer ? answer(exchange) : failure(exchange);
    if (!call.end().complete(end)) {
      send(exchange, 403, error("InvalidStateTransition", "The call has ended before"));
    } else if (isAnswer && end instanceof Invocation.Failure tooLarge) {
      send(exchange, 413, new String(tooLarge.payload(), StandardCharsets.UTF_8));
    } else {
      send(exchange, 202, status("OK"));
    }
  }

  private static Invocation answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_ANSWER + 1);
    if (body.length > LARGEST_ANSWER) {
      exchange.getRequestBody().skipNBytes(exchange.getRequestBody().available());
      return FunctionErrors.answerTooLarge(LARGEST_ANSWER);
    }
    return new Invocation.Answer(body);
  }

  private static Invocation.Failure failure(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String header = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
    return FunctionErrors.reported(body, header == null ? "Runtime.Unknown" : header);
  }

  private static String status(String status) {
    return JsonNodeFactory.instance.objectNode().put("status", status).toString();
  }

  private static String error(String type, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    return error.put("errorType", type).put("errorMessage", message).toString();
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
