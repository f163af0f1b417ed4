package dev.refloat.local.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB over HTTP on the loopback address, in memory or with one database file in a directory.
 *
 * <p>DynamoDB Local's own runner is not used, for two reasons: it listens on every address of the
 * host, and it is the place that switches telemetry on. Its request handler under a connector of
 * our own does neither.
 *
 * <p>All regions and access keys see the same tables. Signatures are not checked, but the access
 * key of a request must consist of letters and digits. Native code (SQLite) comes out of the
 * library's own jar into the temporary directory.
 */
public final class DynamoDbServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Held strongly: a logger that only java.util.logging knows may be collected, and its level with
   * it.
   */
  private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

  static {
    SQLITE_LOG.setLevel(Level.WARNING);
  }

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DynamoDbServer(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
    this.server = server;
    this.handler = handler;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server.
   *
   * @param directory where the tables live and survive a restart (created if missing, one server at
   *     a time); empty: they live in memory
   * @param port 0 for any free port
   * @throws IOException if the directory cannot be made or the port cannot be opened
   */
  public static DynamoDbServer start(Optional<Path> directory, int port) throws IOException {
    if (directory.isPresent()) {
      Files.createDirectories(directory.get());
    }
    var requests =
        new LocalDynamoDBRequestHandler(
            0,
            directory.isEmpty(),
            directory.map(Path::toString).orElse(null),
            /* sharedDb= */ true,
            false);
    var handler = new LocalDynamoDBServerHandler(requests, "");
    var server = new Server(threads());
    var connector = new ServerConnector(server);
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new ContextHandler(handler, "/"));
    try {
      server.start();
    } catch (IOException e) {
      handler.close();
      throw new IOException("DynamoDB cannot listen on " + LOOPBACK + ":" + port, e);
    } catch (Exception e) {
      handler.close();
      throw new IllegalStateException("DynamoDB Local did not start", e);
    }
    return new DynamoDbServer(
        server, handler, URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort()));
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(64, 4);
    threads.setName("dynamodb");
    threads.setDaemon(true);
    return threads;
  }

  /** The address for {@code endpointOverride} of a client. */
  public URI endpoint() {
    return endpoint;
  }

  /** Ends the server; what was answered before is in the directory. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop", e);
    } finally {
      handler.close();
    }
  }
}
