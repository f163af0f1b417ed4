package dev.refloat.e2e;

import static java.util.Objects.requireNonNull;

import dev.refloat.local.stack.Connection;
import dev.refloat.local.stack.LocalStack;
import dev.refloat.local.stack.StackSettings;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The template in a process of its own, with everything on disk, that can be killed. */
final class ServedStack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final Connection connection;

  private ServedStack(Process process, Connection connection) {
    this.process = process;
    this.connection = connection;
  }

  /** Returns when requests are answered. */
  static ServedStack start(Path data) throws IOException, InterruptedException {
    Path file = data.resolve("connection.json");
    Files.deleteIfExists(file);
    String root = requireNonNull(System.getProperty("refloat.root"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Drefloat.root=" + root,
                    "-cp",
                    requireNonNull(System.getProperty("java.class.path")),
                    ServedStack.class.getName(),
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
            .start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(file)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        process.destroyForcibly();
        throw new IOException("The stack did not start:\n" + Files.readString(data.resolve("log")));
      }
      Thread.sleep(50);
    }
    return new ServedStack(process, Json.read(Files.readAllBytes(file), Connection.class));
  }

  Connection connection() {
    return connection;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process itself. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = Path.of(arguments[0]);
    Path root = Path.of(requireNonNull(System.getProperty("refloat.root")));
    LocalStack stack =
        LocalStack.start(
            new StackSettings(
                root.resolve("template.yaml"),
                data,
                0,
                ServedStack.class.getClassLoader(),
                Map.of("BatchItems", "40"),
                StackSettings.Tables.ON_DISK));
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    Path unfinished = data.resolve("connection.json.new");
    Files.write(unfinished, Json.bytes(stack.connection()));
    Files.move(unfinished, data.resolve("connection.json"), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }
}
