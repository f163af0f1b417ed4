package dev.refloat.local.kms;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * KMS over HTTP on the loopback address, with AWS JSON 1.1 and the action GenerateMac. Signatures
 * are not checked; a request must carry one.
 */
public final class KmsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KmsServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "TrentService.GenerateMac";
  private static final int LARGEST_BODY = 64 * 1024;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GenerateMac generateMac;

  private KmsServer(Map<String, byte[]> keys, int port) throws IOException {
    this.generateMac = new GenerateMac(keys);
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  /**
   * Starts a server.
   *
   * @param keys the 32 bytes of each key by its ARN
   * @param port 0 for any free port
   * @throws IOException when the port is taken
   */
  public static KmsServer start(Map<String, byte[]> keys, int port) throws IOException {
    return new KmsServer(keys, port);
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

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, answer(exchange));
      } catch (KmsError e) {
        send(exchange, 400, error(e.type(), e.text()));
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("A call could not be answered");
        send(
            exchange, 500, error("KMSInternalException", "The local KMS failed; its log says why"));
      }
    }
  }

  private ObjectNode answer(HttpExchange exchange) throws KmsError, IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      throw new KmsError("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    if (!exchange.getRequestMethod().equals("POST")
        || !TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
      throw new KmsError("UnknownOperationException", "The local KMS knows GenerateMac only");
    }
    if (body.length > LARGEST_BODY) {
      throw new KmsError("SerializationException", "The request is too large");
    }
    return generateMac.answer(parse(body));
  }

  private static JsonNode parse(byte[] body) throws KmsError, IOException {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Told below: the text of the parser would repeat the request.
    }
    throw new KmsError("SerializationException", "The request body is not a JSON object");
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
