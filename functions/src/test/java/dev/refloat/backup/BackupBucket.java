package dev.refloat.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.local.s3.S3Server;
import dev.refloat.local.s3.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket on an embedded S3 server, and the count of what was asked of it. */
final class BackupBucket implements AutoCloseable {
  static final String NAME = "backups";

  private final S3Server server;
  private final S3Client client;
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();

  BackupBucket(Path directory) throws IOException {
    server = S3Server.start(new S3Settings(directory, 0, "access", "secret"), created -> {});
    server.createBucket(NAME);
    client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.addExecutionInterceptor(new Counter()))
            .build();
  }

  S3Client client() {
    return client;
  }

  void put(String key, String content) {
    put(key, content.getBytes(UTF_8));
  }

  void put(String key, byte[] content) {
    client.putObject(r -> r.bucket(NAME).key(key), RequestBody.fromBytes(content));
  }

  void delete(String key) {
    client.deleteObject(r -> r.bucket(NAME).key(key));
  }

  void upload(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> put(prefix + "/" + folder.relativize(file), bytes(file)));
    }
  }

  int requests(String operation) {
    return requests.getOrDefault(operation, 0);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Counter implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes all) {
      String name = all.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      requests.merge(name == null ? "?" : name, 1, Integer::sum);
    }
  }
}
