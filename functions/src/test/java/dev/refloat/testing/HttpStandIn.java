package dev.refloat.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands in for an AWS service: keeps what it is sent and answers what it is told to. */
public final class HttpStandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  /** A request as it came. */
  public record Sent(String method, String path, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The fields of a form. */
    public Map<String, String> form() {
      Map<String, String> fields = new HashMap<>();
      for (String field : body.split("&", -1)) {
        String[] parts = field.split("=", 2);
        fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
      return fields;
    }
  }

  /** What STS answers to who may assume a role. */
  public static Answer assumed(String keyId, String secret, String token, Instant expires) {
    return new Answer(
        200,
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
        <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>
        """
            .formatted(keyId, secret, token, expires));
  }

  /** An answer in XML. */
  public record Answer(int status, String body) {}

  private HttpStandIn(HttpServer server) {
    this.server = server;
  }

  public static HttpStandIn answering(Function<Sent, Answer> answers) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var standIn = new HttpStandIn(server);
    server.createContext("/", exchange -> standIn.handle(exchange, answers));
    server.start();
    return standIn;
  }

  private void handle(HttpExchange exchange, Function<Sent, Answer> answers) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var request =
          new Sent(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      sent.add(request);
      Answer answer = answers.apply(request);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().put("Content-Type", List.of("text/xml"));
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Sent> sent() {
    return Collections.unmodifiableList(sent);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
