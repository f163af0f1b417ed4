package dev.refloat.local.states;

import com.sun.net.httpserver.HttpServer;
import dev.refloat.local.states.definition.DefinitionLoader;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.protocol.Actions;
import dev.refloat.local.states.protocol.Endpoint;
import dev.refloat.local.states.protocol.MachineStore;
import dev.refloat.local.states.run.Announcer;
import dev.refloat.local.states.run.Engine;
import dev.refloat.local.states.run.Services;
import dev.refloat.local.states.run.SystemTime;
import dev.refloat.local.states.run.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The local Step Functions: interpreter, store and HTTP endpoint on 127.0.0.1. */
public final class StatesServer implements AutoCloseable {

  private final StatesSettings settings;
  private final MachineStore machines;
  private final Engine engine;
  private final HttpServer http;
  private final ExecutorService threads;
  private final FileChannel lock;
  private final Time time;

  private StatesServer(StatesSettings settings, Time time) throws IOException {
    this.settings = settings;
    this.time = time;
    this.lock = lock(settings.dataDirectory());
    Arns arns = new Arns(settings.region(), settings.account());
    ExecutionStore executions = new ExecutionStore(settings.dataDirectory().resolve("executions"));
    Services services =
        new Services(settings.resources(), settings.objects(), time, arns, new SecureRandom());
    engine = new Engine(services, executions, new Announcer(settings.listener(), executions, time));
    machines =
        new MachineStore(
            settings.dataDirectory().resolve("machines"),
            new DefinitionLoader(settings.resources()::knows),
            arns,
            time);
    machines.load();
    engine.recover();
    http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), settings.port()), 0);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    http.setExecutor(threads);
    http.createContext("/", new Endpoint(new Actions(machines, executions, engine, arns, time)));
    http.start();
  }

  /**
   * Starts the server. Executions that were running when the last one on this directory ended are
   * aborted first.
   *
   * @throws IOException when the port is taken, or the directory cannot be used or is in use
   */
  public static StatesServer start(StatesSettings settings) throws IOException {
    return start(settings, new SystemTime());
  }

  static StatesServer start(StatesSettings settings, Time time) throws IOException {
    return new StatesServer(settings, time);
  }

  /** Where clients connect to. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /**
   * Registers a state machine, or gives it a new definition; executions that run keep theirs.
   *
   * @return its ARN
   * @throws InvalidDefinition with everything that is wrong
   */
  public String putStateMachine(String name, String definition) throws InvalidDefinition {
    return machines.put(
        name, definition, "arn:aws:iam::%s:role/local".formatted(settings.account()));
  }

  /** Stops serving. What runs is ended as aborted and told to the listener. */
  @Override
  public void close() {
    http.stop(0);
    threads.close();
    engine.close();
    try {
      if (time instanceof SystemTime system) {
        system.close();
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of the data directory cannot be released", e);
    }
  }

  // Two servers on one directory would write into the same journals.
  private static FileChannel lock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new IOException(
          "The data directory of the local Step Functions is in use: " + directory);
    }
    return channel;
  }
}
