package dev.refloat.bench.planner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As much of S3 as planning asks for: the meta and the lists of a backup that nobody wrote, and a
 * work bucket of which only the lines of {@code objects.jsonl} are counted. It runs in the
 * benchmark's process, so that its work is not that of the planner.
 */
final class PlanServer implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final int BLOCK = 1 << 16;
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LargeBackup backup;
  private final AtomicLong lists = new AtomicLong();
  private final AtomicLong planned = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  private PlanServer(LargeBackup backup) throws IOException {
    this.backup = backup;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static PlanServer start(LargeBackup backup) throws IOException {
    return new PlanServer(backup);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lists that were answered. */
  long lists() {
    return lists.get();
  }

  /** Objects of which the plan has a line. */
  long planned() {
    return planned.get();
  }

  /** Bytes of the plan, signatures included. */
  long written() {
    return written.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange.getRequestURI());
      switch (exchange.getRequestMethod()) {
        case "GET" -> get(exchange, query);
        case "PUT" -> put(exchange);
        case "POST" -> post(exchange, query);
        default -> answer(exchange, 405, "");
      }
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String text = uri.getRawQuery();
    if (text != null) {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.put(name, equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }

  private void get(HttpExchange exchange, Map<String, String> query) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (query.containsKey("list-type")) {
      answer(exchange, 200, list(query));
    } else if (path.endsWith("/" + backup.metaKey())) {
      exchange.getResponseHeaders().set("ETag", "\"meta\"");
      exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        backup.writeMeta(body);
      }
    } else {
      answer(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
    }
  }

  private String list(Map<String, String> query) {
    lists.incrementAndGet();
    String token = query.get("continuation-token");
    int from =
        token == null ? backup.placeAfter(query.get("start-after")) : Integer.parseInt(token);
    int to = Math.min(from + PAGE, backup.objects());
    boolean more = to < backup.objects();
    var xml = new StringBuilder((to - from) * 450 + 1_000);
    xml.append("<ListBucketResult").append(NAMESPACE).append("<Name>backups</Name><Prefix>");
    xml.append(query.getOrDefault("prefix", "")).append("</Prefix>");
    if (more) {
      xml.append("<NextContinuationToken>").append(to).append("</NextContinuationToken>");
    }
    xml.append("<KeyCount>").append(to - from).append("</KeyCount><MaxKeys>1000</MaxKeys>");
    xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
    for (int place = from; place < to; place++) {
      backup.writeListed(xml, place);
    }
    return xml.append("</ListBucketResult>").toString();
  }

  private void put(HttpExchange exchange) throws IOException {
    boolean isObjects = exchange.getRequestURI().getPath().endsWith("/objects.jsonl");
    byte[] block = new byte[BLOCK];
    byte last = 0;
    try (InputStream body = exchange.getRequestBody()) {
      for (int read = body.read(block); read >= 0; read = body.read(block)) {
        written.addAndGet(read);
        if (isObjects) {
          planned.addAndGet(lines(block, read, last));
        }
        last = read == 0 ? last : block[read - 1];
      }
    }
    exchange.getResponseHeaders().set("ETag", "\"part\"");
    answer(exchange, 200, "");
  }

  /** A chunk of a signed body has lines of its own, which end in a carriage return. */
  private static long lines(byte[] block, int length, byte before) {
    long lines = 0;
    byte previous = before;
    for (int i = 0; i < length; i++) {
      lines += block[i] == '\n' && previous != '\r' ? 1 : 0;
      previous = block[i];
    }
    return lines;
  }

  private static void post(HttpExchange exchange, Map<String, String> query) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (query.containsKey("uploads")) {
      answer(
          exchange,
          200,
          "<InitiateMultipartUploadResult"
              + NAMESPACE
              + "<UploadId>upload</UploadId></InitiateMultipartUploadResult>");
    } else {
      answer(
          exchange,
          200,
          "<CompleteMultipartUploadResult"
              + NAMESPACE
              + "<ETag>&quot;whole-1&quot;</ETag></CompleteMultipartUploadResult>");
    }
  }

  private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = (xml.isEmpty() ? "" : XML + xml).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
