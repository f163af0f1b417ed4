package dev.refloat.local.streams;

import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.StreamSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the streams of tables and tells functions what they show, at least once. How far each was
 * read is on disk.
 */
public final class TableStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableStreams.class);

  /** As often as Lambda looks. */
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** How long a stop waits for calls that run. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);

  private final List<StreamSource> sources;
  private final DynamoDbStreamsClient client;
  private final LambdaHost lambda;
  private final Path directory;
  private final List<Duration> delays;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Nothing is read before {@link #start}.
   *
   * @param directory keeps how far streams are read
   * @param delays before the second and each further try of a call that failed
   */
  public TableStreams(
      List<StreamSource> sources,
      DynamoDbStreamsClient client,
      LambdaHost lambda,
      Path directory,
      List<Duration> delays)
      throws IOException {
    this.sources = List.copyOf(sources);
    this.client = client;
    this.lambda = lambda;
    this.directory = Files.createDirectories(directory);
    this.delays = List.copyOf(delays);
  }

  public void start() {
    sources.forEach(source -> threads.execute(() -> run(source, reader(source))));
  }

  private StreamReader reader(StreamSource source) {
    String streamArn = streamArn(source.table());
    Positions positions = new Positions(directory.resolve(source.name() + ".json"), streamArn);
    return new StreamReader(client, streamArn, positions, new StreamTarget(source, lambda, delays));
  }

  private String streamArn(String table) {
    ListStreamsRequest request = ListStreamsRequest.builder().tableName(table).build();
    return client.listStreams(request).streams().getLast().streamArn();
  }

  private static void run(StreamSource source, StreamReader reader) {
    try {
      while (true) {
        read(source, reader);
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void read(StreamSource source, StreamReader reader) throws InterruptedException {
    try {
      reader.read();
    } catch (SdkException e) {
      if (Thread.currentThread().isInterrupted()) {
        return; // The stack stops.
      }
      LOG.atWarn().addKeyValue("source", source.name()).setCause(e).log("Stream was not read");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
