package dev.refloat.local.dynamodb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** With the data on disk, as {@code ./refloat up} keeps it. */
final class DynamoDbServerConformanceTest extends DynamoDbConformance {
  private static DynamoDbServer server;
  private static DynamoDbClient client;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    server = DynamoDbServer.start(Optional.of(directory), 0);
    client = DynamoDbServerTest.client(server, "eu-west-1");
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Override
  DynamoDbClient client() {
    return client;
  }
}
