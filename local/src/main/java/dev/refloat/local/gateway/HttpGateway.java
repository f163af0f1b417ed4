package dev.refloat.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.HttpApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server on 127.0.0.1.
 *
 * <p>Bound first and served later, as the template's functions may be told the API's address.
 */
public final class HttpGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);

  /** API Gateway's limit of a request's body. */
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  /** What is read and dropped of a larger body, so that the client is told instead of cut off. */
  private static final long LARGEST_DRAIN = 64L * 1024 * 1024;

  static {
    // Without it each small answer waits for the client's delayed acknowledgement: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpGateway(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port, so that the address is known before anything is served.
   *
   * @param port 0 for any free one
   * @throws java.net.BindException where the port is taken
   */
  public static HttpGateway bind(int port) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    return new HttpGateway(HttpServer.create(address, 0));
  }

  /** The address without a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Starts to answer.
   *
   * @param console what is served beside the API; empty where there is none
   */
  public void serve(
      HttpApi api,
      LambdaHost lambda,
      String region,
      String accountId,
      Optional<ConsoleFiles> console) {
    RequestHandler handler =
        new RequestHandler(
            api, lambda, new EventFormat(region, accountId), Clock.systemUTC(), console);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, handler));
    server.start();
  }

  /** Cuts off what runs; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static void handle(HttpExchange exchange, RequestHandler handler) throws IOException {
    String requestId = UUID.randomUUID().toString();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      GatewayResponse response;
      if (body.length > LARGEST_BODY) {
        drain(exchange.getRequestBody());
        response = GatewayResponse.tooLarge();
      } else {
        response = answer(handler, request(exchange, requestId, body));
      }
      send(exchange, response.with(Map.of("apigw-requestid", requestId)));
    }
  }

  private static GatewayResponse answer(RequestHandler handler, GatewayRequest request) {
    try {
      return handler.handle(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return GatewayResponse.unavailable();
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("requestId", request.id()).setCause(e).log("Request failed");
      return GatewayResponse.internalError();
    }
  }

  private static GatewayRequest request(HttpExchange exchange, String id, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String query = exchange.getRequestURI().getRawQuery();
    return new GatewayRequest(
        id,
        Clock.systemUTC().instant(),
        exchange.getRequestMethod(),
        decode(exchange.getRequestURI().getRawPath()),
        query == null ? "" : query,
        exchange.getProtocol(),
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        headers,
        body);
  }

  /**
   * Percent decoding only: a plus sign in a path is a plus sign. The server has refused malformed
   * escapes before.
   */
  private static String decode(String rawPath) {
    return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void drain(InputStream body) throws IOException {
    long left = LARGEST_DRAIN;
    byte[] buffer = new byte[64 * 1024];
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = body.read(buffer);
    }
  }

  private static void send(HttpExchange exchange, GatewayResponse response) throws IOException {
    response
        .headers()
        .forEach((name, values) -> exchange.getResponseHeaders().put(name, List.copyOf(values)));
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || response.status() == 204
            || response.status() == 304;
    // The server's way to say "no body" is -1; 0 would mean chunks.
    exchange.sendResponseHeaders(
        response.status(), bodiless || response.body().length == 0 ? -1 : response.body().length);
    if (!bodiless && response.body().length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(response.body());
      }
    }
  }
}
