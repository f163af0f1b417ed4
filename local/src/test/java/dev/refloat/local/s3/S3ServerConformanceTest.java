package dev.refloat.local.s3;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

final class S3ServerConformanceTest extends S3Conformance {
  private static S3Server server;
  private static S3Client client;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    server = S3Server.start(new S3Settings(directory, 0, "access", "secret"), object -> {});
    client = Clients.s3(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Override
  S3Client client() {
    return client;
  }
}
