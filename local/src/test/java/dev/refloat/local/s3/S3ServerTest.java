package dev.refloat.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class S3ServerTest {
  @Test
  void putGet(@TempDir Path directory) throws Exception {
    var heard = new CopyOnWriteArrayList<ObjectCreated>();
    try (var server = S3Server.start(new S3Settings(directory, 0, "access", "secret"), heard::add);
        var client =
            S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("access", "secret")))
                .build()) {
      server.createBucket("bucket");
      client.putObject(r -> r.bucket("bucket").key("a/b"), RequestBody.fromString("hello"));
      assertThat(client.getObjectAsBytes(r -> r.bucket("bucket").key("a/b")).asUtf8String())
          .isEqualTo("hello");
      client.copyObject(
          r ->
              r.sourceBucket("bucket")
                  .sourceKey("a/b")
                  .destinationBucket("bucket")
                  .destinationKey("a/c"));
      assertThat(client.listObjectsV2(r -> r.bucket("bucket")).contents()).hasSize(2);
    }
    assertThat(heard).hasSize(2);
  }
}
