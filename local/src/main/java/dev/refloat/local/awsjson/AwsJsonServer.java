package dev.refloat.local.awsjson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One action of one service over HTTP on the loopback address. Signatures are not checked; a
 * request must carry one.
 */
public final class AwsJsonServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AwsJsonServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_BODY = 64 * 1024;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String target;
  private final String internalError;
  private final Action action;

  /** Answers the members of a request. */
  public interface Action {
    ObjectNode answer(JsonNode request) throws AwsError;
  }

  /**
   * Starts a server.
   *
   * @param target what clients send as {@code X-Amz-Target}: the service's name and the action's
   * @param internalError the service's name for its own failures
   * @param port 0 for any free port
   * @throws IOException when the port is taken
   */
  public static AwsJsonServer start(String target, String internalError, Action action, int port)
      throws IOException {
    return new AwsJsonServer(target, internalError, action, port);
  }

  private AwsJsonServer(String target, String internalError, Action action, int port)
      throws IOException {
    this.target = target;
    this.internalError = internalError;
    this.action = action;
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  /** Where clients connect to. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }

  /**
   * The text of a member.
   *
   * @throws AwsError where it is missing or no text
   */
  public static String text(JsonNode request, String member) throws AwsError {
    if (request.path(member).isTextual()) {
      return request.path(member).textValue();
    }
    throw new AwsError("ValidationException", "'" + member + "' must be a string");
  }

  /**
   * Refuses what the stand-in does not do, as ignoring it would work here and not in AWS.
   *
   * @throws AwsError where the request has another member
   */
  public static void allow(JsonNode request, Set<String> members) throws AwsError {
    for (var member : request.properties()) {
      if (!members.contains(member.getKey())) {
        throw new AwsError(
            "ValidationException", "'" + member.getKey() + "' is not supported here");
      }
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, answer(exchange));
      } catch (AwsError e) {
        send(exchange, 400, error(e.type(), e.text()));
      } catch (RuntimeException e) {
        LOG.atError().addKeyValue("target", target).setCause(e).log("A call was not answered");
        send(exchange, 500, error(internalError, "The local service failed; its log says why"));
      }
    }
  }

  private ObjectNode answer(HttpExchange exchange) throws AwsError, IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    if (!exchange.getRequestMethod().equals("POST")
        || !target.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      throw new AwsError("UnknownOperationException", "Here is only " + target);
    }
    if (body.length > LARGEST_BODY) {
      throw new AwsError("SerializationException", "The request is too large");
    }
    return action.answer(parse(body));
  }

  private static JsonNode parse(byte[] body) throws AwsError, IOException {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Told below: the text of the parser would repeat the request.
    }
    throw new AwsError("SerializationException", "The request body is not a JSON object");
  }

  private static ObjectNode error(String type, String message) {
    return JSON.createObjectNode().put("__type", type).put("message", message);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] json = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
  }
}
